import { PrinterOutlined } from '@ant-design/icons';
import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../shared/words';
import { Loaded, momentText, PlainPage, todayText } from '../kit';
import { monthBefore } from '../months/tasks';
import { CutsPart } from './cuts-part';
import { ExceptionsPart } from './exceptions-part';
import { FiguresPart } from './figures-part';
import { FundsPart } from './funds-part';
import { type Overview, useOverview } from './overview-data';
import { v } from './overview-words';
import { ProvidersPart } from './providers-part';
import './overview.css';

/** What a supervisor asks about a month, on one page and on one A4: exceptions, four numbers, the money, the cuts. */
export function OverviewPage() {
  useLanguage();
  const [params, setParams] = useSearchParams();
  const month = params.get('month') ?? monthBefore(todayText());
  const read = useOverview(month);
  return (
    <PlainPage
      title={v.title({ month })}
      actions={
        <>
          <DatePicker
            picker="month"
            allowClear={false}
            value={dayjs(`${month}-01`)}
            onChange={(day) => setParams({ month: dayjs(day).format('YYYY-MM') })}
            aria-label={v.chooseMonth()}
          />
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {v.print()}
          </Button>
        </>
      }
    >
      <Loaded read={read}>{(overview) => <Whole overview={overview} />}</Loaded>
    </PlainPage>
  );
}

function Whole({ overview }: { overview: Overview }) {
  return (
    <div className="overview">
      <ExceptionsPart exceptions={overview.exceptions} />
      <FiguresPart overview={overview} />
      <FundsPart overview={overview} />
      <CutsPart overview={overview} />
      <div className="whole-row">
        <ProvidersPart overview={overview} />
      </div>
      <p className="faint overview-source">{v.source({ at: momentText(overview.at) })}</p>
    </div>
  );
}
