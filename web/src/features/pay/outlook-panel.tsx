import { Table } from 'antd';
import { money, percent } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { FigureWithDefinition, Figures } from '@/ui/figure';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import { type Distance, type Outlook, useOutlook } from './api';
import { words } from './words';

const shown = (value: string, unit: string) => (unit === 'share' ? percent(value) : money(value, unit));

/** The running month of one person: what there is, how far it is to each gate, where it may end. */
export function OutlookPanel({ person, month }: { person: string; month: string }) {
  const say = useWords(words);
  const query = useOutlook(person, month);
  return (
    <Section title={say('outlook', { month })} testid="outlook">
      <Loaded query={query}>{(outlook) => <Running outlook={outlook} />}</Loaded>
    </Section>
  );
}

function Running({ outlook }: { outlook: Outlook }) {
  const say = useWords(words);
  const { currency, forecast } = outlook;
  const both = (key: 'outlook.revenue.text' | 'outlook.commission.text' | 'outlook.forecast.text') => ({ zh: words.pairs[key][0], en: words.pairs[key][1] });
  return (
    <div className="cw-stack">
      <Figures>
        <FigureWithDefinition label={say('outlook.revenue')} value={money(outlook.revenue, currency)} definition={both('outlook.revenue.text')} />
        <FigureWithDefinition label={say('outlook.commission')} value={money(outlook.commission, currency)} definition={both('outlook.commission.text')} />
        <FigureWithDefinition
          label={say('outlook.forecast')} definition={both('outlook.forecast.text')}
          value={forecast ? money(forecast.middle, currency) : '—'} hint={forecast ? `${money(forecast.low, currency)} – ${money(forecast.high, currency)}` : say('outlook.tooEarly')}
        />
      </Figures>
      <Table<Distance>
        size="small" rowKey="what" dataSource={outlook.distances} pagination={false} aria-label={say('outlook.what')} scroll={{ x: 720 }}
        columns={[
          { title: say('outlook.what'), render: (_, row) => pick(row.title) },
          { title: say('outlook.now'), align: 'right', width: 130, render: (_, row) => shown(row.now, row.unit) },
          { title: say('outlook.at'), align: 'right', width: 130, render: (_, row) => shown(row.at, row.unit) },
          { title: say('outlook.missing'), align: 'right', width: 150, render: (_, row) => Number(row.missing) === 0 ? <StatusTag tone="good">{say('outlook.reached')}</StatusTag> : shown(row.missing, row.unit) },
          { title: say('outlook.brings'), render: (_, row) => pick(row.brings) },
        ]}
      />
    </div>
  );
}
