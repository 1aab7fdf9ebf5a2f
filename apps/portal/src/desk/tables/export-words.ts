import { words } from '../../shared/words';

/** Beside the words of the page, which a list does not need. */
export const w = words({
  import: ['导入', 'Import'],
  exportXlsx: ['导出 Excel', 'Export as Excel'],
  exportFound: ['导出所查到的', 'Export what was found'],
  failed: ['下载失败，请稍后再试。', 'The download failed. Try again shortly.'],
});
