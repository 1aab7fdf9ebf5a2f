import { type DatePickerProps, Input } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ComponentType, lazy, Suspense } from 'react';

type Props = Omit<DatePickerProps, 'value' | 'onChange' | 'multiple'> & {
  value?: Dayjs | null;
  onChange?: (day: Dayjs | null) => void;
};

const Picker = lazy(() => import('antd/es/date-picker')) as unknown as ComponentType<Props>;

/** antd's own, for one day; a calendar is large, so it is loaded when the first one is drawn. */
export function DatePicker(props: Props) {
  return (
    <Suspense fallback={<Input id={props.id} disabled style={{ width: 140 }} aria-label="…" />}>
      <Picker {...props} />
    </Suspense>
  );
}
