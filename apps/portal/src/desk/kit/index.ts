export {
  Day,
  daysText,
  dayText,
  Moment,
  Money,
  momentText,
  Quantity,
  quantityText,
  shortDayText,
  todayText,
} from './amounts';
export { BalanceBar, type BarPart, PartsBar } from './bars';
export { CommandButton, KeyCap } from './command-button';
export { DatePicker, MonthPicker, readableDay } from './date-picker';
export { readClock } from './day-typed';
export {
  DetailsPage,
  type Fact,
  FactsTable,
  PlainPage,
  Section,
  Timeline,
  type TimelineEntry,
} from './details-page';
export { Dialog } from './dialog';
export { DownloadButton } from './download-button';
export { type DraftKeeping, useKeptDraft } from './draft-offer';
export { Field, LeftByTab } from './field';
export { FIND } from './find';
export { messageOf } from './finding-text';
export { EmptyBox, type Finding, Findings, Loaded, ProblemBox, useNoPraise } from './findings';
export { useFormDraft } from './form-draft';
export { useGoKeys, useHotkeys } from './hotkeys';
export type { Column, Filter, Queue } from './list-columns';
export { save, saveCsv } from './list-files';
export { copyText, ListPage } from './list-page';
export { allRows, type Filters, type Page, useFilters, useKept } from './list-state';
export { moneyText } from './money-text';
export { CadreName, type Register, useCadre, useCadreNames, useRegister } from './names';
export { Picture } from './picture';
export { useQuestion } from './question';
export { type Command, NotSent, queryClient, type Read, useCommand, useRead } from './read';
export { ReasonDialog } from './reason-dialog';
export { RowsTable } from './rows-table';
export { SmallTable } from './small-table';
export { optionsOf, StatusTag, statusOptions, statusText, wordOf } from './status-tag';
export { type FormStep, ResultPage, StepForm } from './step-form';
export { usePress } from './use-press';
