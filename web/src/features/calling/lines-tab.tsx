import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { rights } from '@/client/rights';
import { useMay } from '@/client/session';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type Line, useLines, useTrunks } from './api';
import { LineDialog } from './line-dialog';
import { TrunkSection } from './trunk-section';
import { words } from './words';

const tones: Record<string, Tone> = { good: 'good', flagged: 'warning', blocked: 'bad' };

/** Lines with what is used of their limits, and the trunks they share. */
export function LinesTab() {
  const say = useWords(words);
  const lines = useLines();
  const trunks = useTrunks();
  const may = useMay()(rights.setCalling);
  const [open, setOpen] = useState<Line | 'new' | null>(null);
  return (
    <div className="cw-page">
      <Section title={say('lines')} testid="lines" extra={may && (trunks.data?.length ?? 0) > 0 && <Button type="primary" onClick={() => setOpen('new')} data-testid="line-add">{say('line.add')}</Button>}>
        <p className="cw-quiet">{say('lines.text')}</p>
        <Loaded query={lines}>{(all) => all.length === 0 ? <EmptyState title={say('lines.none')} text={say('lines.none.text')} /> : <LineTable lines={all} {...(may ? { onEdit: setOpen } : {})} />}</Loaded>
      </Section>
      <TrunkSection trunks={trunks} may={may} />
      {open && <LineDialog line={open === 'new' ? null : open} trunks={trunks.data ?? []} onClose={() => setOpen(null)} />}
    </div>
  );
}

function LineTable({ lines, onEdit }: { lines: Line[]; onEdit?: (line: Line) => void }) {
  const say = useWords(words);
  const of = (used: number, all: number | null) => <span className={all !== null && used >= all ? 'cw-bad' : undefined}>{all === null ? `${count(used)} (${say('line.unlimited')})` : say('of', { used: count(used), all: count(all) })}</span>;
  const columns: TableColumnsType<Line> = [
    { title: say('line.name'), fixed: 'left', width: 120, render: (_, line) => <>{line.name}{!line.enabled && <div><StatusTag tone="quiet">{say('line.off')}</StatusTag></div>}</> },
    { title: say('line.trunk'), width: 120, dataIndex: 'trunk' },
    { title: <>{say('line.use')}<DefinitionMark of="lineUse" figure={say('line.use')} /></>, align: 'right', width: 110, render: (_, line) => of(line.in_use, line.capacity) },
    { title: <>{say('line.thisHour')}<DefinitionMark of="lineHour" figure={say('line.thisHour')} /></>, align: 'right', width: 120, render: (_, line) => of(line.used_this_hour, line.hourly_budget) },
    { title: <>{say('line.today')}<DefinitionMark of="lineBudget" figure={say('line.today')} /></>, align: 'right', width: 130, render: (_, line) => of(line.used_today, line.daily_budget) },
    { title: <>{say('line.numbers')}<DefinitionMark of="numberHealth" figure={say('line.numbers')} /></>, width: 240, render: (_, line) => <Numbers line={line} /> },
    ...(onEdit ? [{ title: say('edit'), width: 80, render: (_: unknown, line: Line) => <Button size="small" onClick={() => onEdit(line)} aria-label={say('line.edit', { name: line.name })}>{say('edit')}</Button> }] : []),
  ];
  return <Table<Line> size="small" rowKey="id" pagination={false} dataSource={lines} columns={columns} scroll={{ x: 920 }} aria-label={say('lines')} />;
}

function Numbers({ line }: { line: Line }) {
  const say = useWords(words);
  if (line.caller_numbers.length === 0) return <span className="cw-quiet">{say('line.numbers.none')}</span>;
  return (
    <ul className="cw-plain-rows">
      {line.caller_numbers.map((one) => (
        <li key={one.number}><span className="cw-number">{one.number}</span> <StatusTag tone={tones[one.health] ?? 'quiet'}>{say.code('health', one.health)}</StatusTag>{one.resting_until && <div className="cw-quiet">{say('restsUntil', { at: when(one.resting_until) })}</div>}{one.note && <div className="cw-quiet">{one.note}</div>}</li>
      ))}
    </ul>
  );
}
