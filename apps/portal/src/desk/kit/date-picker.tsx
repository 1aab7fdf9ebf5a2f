import { CalendarOutlined } from '@ant-design/icons';
import { type DatePickerProps, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { useLanguage } from '../../shared/words';
import { todayText } from './amounts';
import { readDay, readMoment } from './day-typed';
import { k } from './kit-words';
import './date-picker.css';

type Props = Omit<DatePickerProps, 'value' | 'onChange' | 'multiple'> & {
  value?: Dayjs | null;
  onChange?: (day: Dayjs | null) => void;
};

// A calendar is large, so it is loaded when the first one is drawn. Without it a day is typed: no form that is half
// filled in falls over a file that a new version has taken away.
const Picker = lazy<ComponentType<Props>>(() =>
  import('antd/es/date-picker').then(
    ({ default: picker }) => ({ default: picker as unknown as ComponentType<Props> }),
    () => ({ default: () => null }),
  ),
);

const MONTHS = ['YYYY-MM', 'YYYYMM', 'YYYY.MM', 'YYYY/MM'];

/** antd's own, for a month. */
export const MonthPicker = (props: Omit<Props, 'picker' | 'format'>) => (
  <Suspense fallback={<Input id={props.id} disabled style={{ width: 140 }} aria-label="…" />}>
    <Picker {...props} picker="month" format={MONTHS} />
  </Suspense>
);

interface DayFieldProps
  extends Pick<DatePickerProps, 'id' | 'placeholder' | 'disabled' | 'autoFocus' | 'status' | 'style'> {
  value?: Dayjs | null | undefined;
  /** Null where it is empty; a day that is not valid while what stands there is no day, or none that may be. */
  onChange?: (day: Dayjs | null) => void;
  minDate?: Dayjs | undefined;
  maxDate?: Dayjs | undefined;
  /** What a day without its year is meant after. */
  near?: Dayjs | undefined;
  /** A day and a time. */
  withTime?: boolean;
  'aria-label'?: string;
  'aria-invalid'?: boolean;
  'aria-describedby'?: string;
  'aria-required'?: boolean;
}

const DAY = 'YYYY-MM-DD';
const NONE = dayjs(null);
const isoOf = (day: Dayjs | undefined): string | undefined => (day?.isValid() ? day.format(DAY) : undefined);

type Range = Pick<DayFieldProps, 'minDate' | 'maxDate' | 'near' | 'withTime'>;

/** What a text means, as it is shown; or what is wrong with it. */
function meant(text: string, { minDate, maxDate, near, withTime }: Range): { said?: string; fault?: string } {
  const [from, to] = [isoOf(minDate), isoOf(maxDate)];
  const around = { today: todayText(), from: from ?? isoOf(near), to };
  const said = (withTime ? readMoment : readDay)(text, around);
  if (said === undefined) return { fault: withTime ? k.notMoment() : k.notDay() };
  if (from && said.slice(0, DAY.length) < from) return { fault: k.dayFrom({ day: from }) };
  if (to && said.slice(0, DAY.length) > to) return { fault: k.dayUpTo({ day: to }) };
  return { said };
}

/** What stands in the field: as it was typed until it is left, unless somebody else put in another day meanwhile. */
function useTyped(props: DayFieldProps) {
  const { value, onChange, withTime } = props;
  const [entered, setEntered] = useState<{ typed: string; over: string }>();
  const [isLeft, setLeft] = useState(false);
  const shown = value?.isValid() ? value.format(withTime ? `${DAY} HH:mm` : DAY) : '';
  const { said, fault } = entered?.typed ? meant(entered.typed, props) : {};
  const isOurs = entered !== undefined && ['', said, entered.over].includes(shown);
  return {
    text: isOurs ? entered.typed : shown,
    fault: isOurs && isLeft ? fault : undefined,
    type: (typed: string) => {
      setEntered({ typed, over: shown });
      setLeft(false);
      onChange?.(typed.trim() === '' ? null : dayjs(meant(typed, props).said ?? NONE));
    },
    leave: () => {
      setLeft(true);
      if (fault === undefined && entered?.typed.trim() !== '') setEntered(undefined);
    },
    pick: (day: Dayjs) => {
      const at = value?.isValid() ? value : dayjs(todayText());
      setEntered(undefined);
      onChange?.(withTime ? day.hour(at.hour()).minute(at.minute()) : day);
    },
  };
}

/**
 * One day, typed in any of the usual ways or picked. Its value is at every moment what its text means; what is no day
 * stays as it was typed, and is said.
 */
export function DatePicker(props: DayFieldProps) {
  useLanguage();
  const { minDate, maxDate, near: _, withTime: __, value, style, status, onChange: ___, ...field } = props;
  const [isOpen, setOpen] = useState(false);
  const { text, fault, type, leave, pick } = useTyped(props);
  const faultId = field.id && `${field.id}-day`;
  return (
    <span className="day-field" style={style}>
      <Input
        {...field}
        {...{ value: text, autoComplete: 'off', suffix: <CalendarOutlined aria-hidden />, maxLength: 30 }}
        {...(fault && { status: 'error', 'aria-invalid': true, 'aria-describedby': faultId })}
        {...(status && { status })}
        onChange={(event) => {
          setOpen(false);
          type(event.target.value);
        }}
        onClick={() => setOpen(!field.disabled)}
        onBlur={() => {
          setOpen(false);
          leave();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && isOpen) event.stopPropagation();
          if (event.key === 'Enter') event.preventDefault();
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          setOpen(false);
          leave();
        }}
      />
      {fault && (
        <span id={faultId} className="field-error" role="alert">
          {fault}
        </span>
      )}
      {isOpen && (
        <Calendar
          {...{ minDate, maxDate, value: value?.isValid() ? value : null }}
          onChange={(day) => {
            setOpen(false);
            if (day) pick(day);
          }}
        />
      )}
    </span>
  );
}

/** Below the field, for the mouse: the field keeps the focus. */
const Calendar = (props: Pick<Props, 'value' | 'onChange' | 'minDate' | 'maxDate'>) => (
  <span className="day-calendar" aria-hidden="true">
    <Suspense fallback={null}>
      <Picker
        {...props}
        open
        tabIndex={-1}
        // biome-ignore lint/a11y/noStaticElementInteractions: a press within must not take the focus out of the field
        panelRender={(panel) => <div onMouseDown={(event) => event.preventDefault()}>{panel}</div>}
      />
    </Suspense>
  </span>
);

/** For a field that sends nothing while its day cannot be read. */
export const readableDay = () => ({
  validateTrigger: 'onSubmit',
  validator: async (_: unknown, day: Dayjs | null | undefined) =>
    !day || day.isValid() ? undefined : Promise.reject(new Error(k.dayFirst())),
});
