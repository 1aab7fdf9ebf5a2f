/**
 * What every table is, for the day the database is distributed. bureau: has bureau_id, lives with its bureau.
 * shared: small, the same everywhere. local: belongs to one installation, such as queues. A test holds it
 * against pg_catalog.
 */
export type TableKind = 'bureau' | 'shared' | 'local';

export const MANIFEST: Readonly<Record<string, TableKind>> = {
  migrations: 'local',
  login_session: 'local',
  login_failure: 'local',
  http_idempotency: 'local',
  demo_login: 'local',

  bureau: 'shared',
  provider: 'shared',
  worker: 'shared',
  worker_hours: 'shared',
  invoice_number: 'shared',
  app_user: 'shared',
  photo_upload: 'shared',
  card_token: 'shared',

  unit: 'bureau',
  cadre: 'bureau',
  stay: 'bureau',
  provider_link: 'bureau',
  worker_link: 'bureau',
  item: 'bureau',
  contract: 'bureau',
  price: 'bureau',
  fund: 'bureau',
  usage_limit: 'bureau',
  register_version: 'bureau',

  service_order: 'bureau',
  order_fund: 'bureau',
  order_approval: 'bureau',
  paper_counter: 'bureau',
  alert: 'bureau',
  alert_order: 'bureau',
  month_run: 'bureau',
  visit: 'bureau',
  visit_photo: 'bureau',
  visit_turn: 'bureau',
  visit_signature: 'bureau',
  visit_resolution: 'bureau',
  photo: 'bureau',
  life_event: 'bureau',
  rating: 'bureau',
  bill: 'bureau',
  bill_line: 'bureau',
  line_share: 'bureau',
  tax_invoice: 'bureau',
  payment: 'bureau',
  payment_row: 'bureau',
  payment_share: 'bureau',
  bill_payer: 'bureau',
  bill_appeal: 'bureau',
  bill_adjustment: 'bureau',
  bill_adjustment_share: 'bureau',
  bill_review: 'bureau',

  audit_head: 'bureau',
  audit_log: 'bureau',
  contract_file: 'bureau',
  contract_amendment: 'bureau',
  need: 'bureau',
  card: 'bureau',
  call_request: 'bureau',

  'ledger.period': 'bureau',
  'ledger.period_gate': 'bureau',
  'ledger.balance': 'bureau',
  'ledger.commitment': 'bureau',
  'ledger.limit_window': 'bureau',
  'ledger.reservation': 'bureau',
  'ledger.reservation_limit': 'bureau',
  'ledger.idempotency': 'bureau',
  'ledger.journal': 'bureau',
  'ledger.period_event': 'bureau',
  'ledger.period_mark': 'bureau',
  'ledger.day_total': 'bureau',
  'ledger.seal': 'bureau',
  'ledger.head': 'bureau',
};

export const tablesOf = (kind: TableKind): string[] =>
  Object.keys(MANIFEST).filter((name) => MANIFEST[name] === kind);
