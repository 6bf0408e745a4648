import { Table } from 'antd';
import { Link } from 'react-router';
import { day } from '@/lib/dates';
import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { StatusTag } from '@/ui/status-tag';
import type { Source, Supply } from './api';
import { words } from './words';

type Line = Supply & { source: string; decay: number | null; decayFrom: string | null };

/** When each measured batch is expected to fall below the gate, the next one first. */
export function Forecast({ sources }: { sources: Source[] }) {
  const say = useWords(words);
  const lines: Line[] = sources
    .flatMap((source) => source.history.map((batch) => ({ ...batch, source: source.name, decay: source.decay, decayFrom: source.decay_from })))
    .filter((batch) => batch.reclean_on !== null)
    .sort((a, b) => String(a.reclean_on).localeCompare(String(b.reclean_on)));
  if (lines.length === 0) return <p className="cw-quiet">{say('forecast.none')}</p>;
  const today = day();
  return (
    <Table<Line>
      size="small" rowKey="batch_id" dataSource={lines} scroll={{ x: 720 }} aria-label={say('forecast')} pagination={{ pageSize: 20, hideOnSinglePage: true }}
      columns={[
        { title: say('batch'), render: (_, batch) => <Link to={`/lists/${batch.batch_id}?tab=gate`}>{batch.name}</Link> },
        { title: say('source'), dataIndex: 'source', width: 140 },
        { title: say('accuracy'), align: 'right', width: 120, render: (_, batch) => percent(batch.accuracy) },
        { title: say('decay'), align: 'right', width: 190, render: (_, batch) => <>{percent(batch.decay)} <span className="cw-quiet">{say.code('decayFrom', batch.decayFrom)}</span></> },
        { title: say('recleanOn'), width: 190, render: (_, batch) => <StatusTag tone={(batch.reclean_on ?? '') <= today ? 'bad' : 'waiting'}>{batch.reclean_on}{(batch.reclean_on ?? '') <= today && ` ${say('overdue')}`}</StatusTag> },
      ]}
    />
  );
}
