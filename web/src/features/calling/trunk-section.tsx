import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { StatusTag } from '@/ui/status-tag';
import type { Trunk } from './api';
import { TrunkDialog } from './trunk-dialog';
import { words } from './words';

export function TrunkSection({ trunks, may }: { trunks: UseQueryResult<Trunk[]>; may: boolean }) {
  const say = useWords(words);
  const [open, setOpen] = useState<Trunk | 'new' | null>(null);
  const state = (trunk: Trunk) => {
    if (!trunk.enabled) return <StatusTag tone="quiet">{say('line.off')}</StatusTag>;
    return trunk.troubled_since ? <StatusTag tone="bad">{say('trunk.trouble', { at: when(trunk.troubled_since) })}</StatusTag> : <StatusTag tone="good">{say('trunk.ok')}</StatusTag>;
  };
  const columns: TableColumnsType<Trunk> = [
    { title: say('trunks'), fixed: 'left', width: 120, render: (_, trunk) => <>{trunk.name}{trunk.simulated && <div><StatusTag tone="waiting">{say('simulated')}</StatusTag></div>}</> },
    { title: say('state'), width: 210, render: (_, trunk) => state(trunk) },
    { title: say('trunk.address'), width: 220, render: (_, trunk) => <><code>{trunk.address}</code> {trunk.transport.toUpperCase()}</> },
    { title: say('trunk.username'), width: 110, render: (_, trunk) => trunk.username || '—' },
    { title: <>{say('trunk.perSecond')}<DefinitionMark of="callsPerSecond" figure={say('trunk.perSecond')} /></>, align: 'right', width: 120, render: (_, trunk) => count(trunk.calls_per_second) },
    ...(may ? [{ title: say('edit'), width: 80, render: (_: unknown, trunk: Trunk) => <Button size="small" onClick={() => setOpen(trunk)} aria-label={say('trunk.edit', { name: trunk.name })}>{say('edit')}</Button> }] : []),
  ];
  return (
    <Section title={say('trunks')} testid="trunks" extra={may && <Button onClick={() => setOpen('new')} data-testid="trunk-add">{say('trunk.add')}</Button>}>
      <p className="cw-quiet">{say('trunks.text')}</p>
      <Loaded query={trunks}>{(all) => all.length === 0 ? <p>{say('trunks.none')}</p> : <Table<Trunk> size="small" rowKey="name" pagination={false} dataSource={all} columns={columns} scroll={{ x: 860 }} aria-label={say('trunks')} />}</Loaded>
      {open && <TrunkDialog trunk={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}
