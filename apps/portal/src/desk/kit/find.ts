import { hasText } from '../../shared/plain';

/** `showSearch={FIND}`: a select whose options are found by their labels, typed in full or half width. */
export const FIND = {
  filterOption: (looked: string, option?: { label?: unknown }): boolean => hasText(option?.label, looked),
};
