import { CopyOutlined, DownloadOutlined, ReloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, type InputRef, Popover, Segmented, Select, Tooltip } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useRef, useState } from 'react';
import { searchText } from '../../shared/plain';
import { KeyCap } from './command-button';
import { DatePicker, MonthPicker } from './date-picker';
import { FIND } from './find';
import { useHotkeys } from './hotkeys';
import { k } from './kit-words';
import type { Column, Filter } from './list-columns';
import type { Filters } from './list-state';

interface FilterBarProps {
  filters: readonly Filter[];
  values: Filters;
  change: (changes: Record<string, string | undefined>) => void;
}

/** One field for each filter; "/" goes to the first text field. */
export function FilterBar({ filters, values, change }: FilterBarProps) {
  if (filters.length === 0) return null;
  const used = filters.filter(({ key }) => values[key] !== undefined);
  const clear = (): void => change(Object.fromEntries(used.map(({ key }) => [key, undefined])));
  return (
    <search className="filters">
      {filters.map((filter) => (
        <div key={filter.key} className="filter">
          <span className="filter-label">{filter.label}</span>
          <FilterField
            filter={filter}
            value={values[filter.key]}
            set={(value) => change({ [filter.key]: value })}
          />
        </div>
      ))}
      {used.length > 0 && <Button onClick={clear}>{k.clear()}</Button>}
    </search>
  );
}

interface FieldProps {
  filter: Filter;
  value: string | undefined;
  set: (value: string | undefined) => void;
}

function FilterField({ filter, value, set }: FieldProps) {
  const { kind, label, options, placeholder } = filter;
  if (kind === 'search') return <SearchField filter={filter} value={value} set={set} />;
  if (kind === 'select') {
    return (
      <Select
        aria-label={label}
        value={value}
        onChange={set}
        options={options}
        placeholder={placeholder ?? k.all()}
        allowClear
        showSearch={FIND}
        popupMatchSelectWidth={false}
        style={{ minWidth: 130 }}
      />
    );
  }
  const shared = { 'aria-label': label, value: value ? dayjs(value) : null, style: { width: 140 } };
  if (kind === 'month')
    return <MonthPicker {...shared} onChange={(month) => set(month?.format('YYYY-MM'))} />;
  return (
    <DatePicker
      {...shared}
      onChange={(day) => (day === null || day.isValid()) && set(day?.format('YYYY-MM-DD'))}
    />
  );
}

/** Asks on Enter, on clearing, and when the field is left. */
function SearchField({ filter, value, set }: FieldProps) {
  const field = useRef<InputRef>(null);
  const [draft, setDraft] = useState<{ of: string | undefined; text: string }>({
    of: value,
    text: value ?? '',
  });
  const text = draft.of === value ? draft.text : (value ?? '');
  useHotkeys({ '/': () => field.current?.focus({ cursor: 'all' }) });
  const ask = (next: string): void => set(searchText(next) || undefined);
  return (
    <Input.Search
      ref={field}
      aria-label={filter.label}
      value={text}
      placeholder={filter.placeholder ?? k.find()}
      suffix={<KeyCap name="/" />}
      allowClear
      onChange={({ target }) => {
        setDraft({ of: value, text: target.value });
        if (target.value === '') ask('');
      }}
      onSearch={ask}
      // The first one empties the field, the second gives the keys back to the page.
      onKeyDown={({ key }) => key === 'Escape' && text === '' && field.current?.blur()}
      style={{ width: 240 }}
    />
  );
}

interface ToolsProps<Row> {
  columns: readonly Column<Row>[];
  hidden: string[];
  setHidden: (keys: string[]) => void;
  isCompact: boolean;
  setCompact: (isCompact: boolean) => void;
  copy: () => void;
  exportCsv: () => void;
  again: () => void;
  isExporting: boolean;
}

export function ListTools<Row>(props: ToolsProps<Row>) {
  const { copy, exportCsv, again, isExporting } = props;
  return (
    <div className="list-tools" role="toolbar" aria-label={k.tools()}>
      <Tool label={k.refresh()} icon={<ReloadOutlined />} press={again} />
      <Tool label={k.copy()} icon={<CopyOutlined />} press={copy} />
      <Tool label={k.exportCsv()} icon={<DownloadOutlined />} press={exportCsv} isRunning={isExporting} />
      <Popover trigger="click" placement="bottomRight" content={<ColumnSettings {...props} />}>
        <Button type="text" icon={<SettingOutlined />} aria-label={k.columns()} title={k.columns()} />
      </Popover>
    </div>
  );
}

interface ToolProps {
  label: string;
  icon: ReactNode;
  press: () => void;
  isRunning?: boolean;
}

const Tool = ({ label, icon, press, isRunning }: ToolProps) => (
  <Tooltip title={label}>
    <Button type="text" icon={icon} aria-label={label} loading={isRunning} onClick={press} />
  </Tooltip>
);

function ColumnSettings<Row>({ columns, hidden, setHidden, isCompact, setCompact }: ToolsProps<Row>) {
  return (
    <div className="stack-tight">
      <Segmented
        aria-label={k.density()}
        value={isCompact ? 'compact' : 'relaxed'}
        options={[
          { value: 'compact', label: k.compact() },
          { value: 'relaxed', label: k.relaxed() },
        ]}
        onChange={(value) => setCompact(value === 'compact')}
      />
      {columns.map(({ key, title }) => (
        <Checkbox
          key={key}
          checked={!hidden.includes(key)}
          onChange={({ target }) =>
            setHidden(target.checked ? hidden.filter((each) => each !== key) : [...hidden, key])
          }
        >
          {title}
        </Checkbox>
      ))}
    </div>
  );
}
