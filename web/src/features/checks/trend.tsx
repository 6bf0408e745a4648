import { Table } from 'antd';
import { count } from '@/lib/figures';
import { pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { type Check, useChecks, useWeeks, type Week } from './api';
import { words } from './words';

/** Hits per ten judged calls, week by week, for the checks that should go down. */
export function Trend({ person }: { person: string }) {
  const checks = useChecks();
  const weeks = useWeeks(person);
  return <Loaded query={weeks} rows={3}>{(found) => <Rows weeks={found} checks={checks.data ?? []} />}</Loaded>;
}

interface Row { check: string; title: string; byWeek: Record<string, number> }

function Rows({ weeks, checks }: { weeks: Week[]; checks: Check[] }) {
  const say = useWords(words);
  const mondays = [...new Set(weeks.map((one) => one.monday))].sort();
  const wrong = checks.filter((check) => check.kind === 'fault' || check.kind === 'duty');
  const rows: Row[] = wrong.map((check) => {
    const own = weeks.filter((one) => one.check === check.code && one.judged_calls > 0);
    return { check: check.code, title: pick(check.title), byWeek: Object.fromEntries(own.map((one) => [one.monday, (one.hits / one.judged_calls) * 10])) };
  }).filter((row) => Object.keys(row.byWeek).length > 0);
  return (
    <>
      <p className="cw-quiet">{say('trend.text')}</p>
      <Table<Row>
        size="small" rowKey="check" dataSource={rows} pagination={false} scroll={{ x: 480 }}
        columns={[
          { title: say('rule.title'), dataIndex: 'title', fixed: 'left', width: 200 },
          ...mondays.map((monday) => ({ title: monday.slice(5), align: 'right' as const, width: 80, render: (_: unknown, row: Row) => <span className="cw-number">{count(row.byWeek[monday] ?? 0, 1)}</span> })),
        ]}
      />
    </>
  );
}
