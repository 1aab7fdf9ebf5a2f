export * from './adjudicate';
export * from './capitals';
export * from './decide-orders';
export * from './limits';
export * from './reserve';
export * from './tax-invoice';
