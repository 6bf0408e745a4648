import { Table, type TableColumnsType } from 'antd';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { StatusTag, type Tone } from '@/ui/status-tag';
import type { BoardLine } from './api';
import { words } from './words';

const healths: Record<string, Tone> = { good: 'good', flagged: 'warning', blocked: 'bad' };
const states: Record<string, Tone> = { free: 'good', full: 'warning', over_budget: 'warning', resting: 'warning', troubled: 'bad' };

/** What calls go out through right now, and how much of it is left. */
export function LineTable({ lines }: { lines: BoardLine[] }) {
  const say = useWords(words);
  if (lines.length === 0) return <p className="cw-quiet">{say('lines.none')}</p>;
  const of = (used: number, all: number | null) => (all === null ? count(used) : say('line.of', { used: count(used), all: count(all) }));
  const spent = (used: number, all: number | null) => (all !== null && used >= all ? 'cw-bad' : undefined);
  const columns: TableColumnsType<BoardLine> = [
    { title: say('lines'), width: 140, render: (_, line) => <>{line.name} {line.trunk !== line.name && <span className="cw-quiet">{line.trunk}</span>}</> },
    { title: say('state'), width: 90, render: (_, line) => <StatusTag tone={states[line.state] ?? 'quiet'}>{say.code('line', line.state)}</StatusTag> },
    { title: <>{say('line.use')}<DefinitionMark of="lineUse" figure={say('line.use')} /></>, align: 'right', width: 120, render: (_, line) => <span className={spent(line.in_use, line.capacity)}>{of(line.in_use, line.capacity)}</span> },
    { title: <>{say('line.today')}<DefinitionMark of="lineBudget" figure={say('line.today')} /></>, align: 'right', width: 130, render: (_, line) => <span className={spent(line.used_today, line.daily_budget)}>{of(line.used_today, line.daily_budget)}</span> },
    { title: <>{say('line.health')}<DefinitionMark of="numberHealth" figure={say('line.health')} /></>, width: 130, render: (_, line) => <StatusTag tone={healths[line.health] ?? 'quiet'}>{say.code('health', line.health)}</StatusTag> },
  ];
  return <Table<BoardLine> size="small" rowKey="id" pagination={false} dataSource={lines} columns={columns} scroll={{ x: 610 }} aria-label={say('lines')} />;
}
