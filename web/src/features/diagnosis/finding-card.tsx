import { Button } from 'antd';
import { useState } from 'react';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Money } from '@/ui/money';
import { StatusTag } from '@/ui/status-tag';
import type { Finding } from './api';
import { EvidenceTable } from './evidence-table';
import { TrendLine } from './trend-line';
import { words } from './words';

/** One finding: what it costs, why, who can act and how; the figures behind it open below. */
export function FindingCard({ finding, openAtFirst }: { finding: Finding; openAtFirst: boolean }) {
  const say = useWords(words);
  const name = useWords(codes);
  const [open, setOpen] = useState(openAtFirst);
  const actors = finding.who.map((actor) => (actor.name ? `${actor.name} (${name.code('role', actor.role)})` : name.code('role', actor.role)));
  return (
    <article className="cw-section cw-finding" data-testid={`finding-${finding.code}`}>
      <header className="cw-finding-head">
        <div className="cw-grow">
          <h3>{pick(finding.title)}</h3>
          <div className="cw-actions">
            {finding.main && <StatusTag tone="bad">{say('main')}</StatusTag>}
            {!finding.judged && <StatusTag tone="waiting">{say('few')}</StatusTag>}
            {finding.trend && <TrendLine trend={finding.trend} />}
          </div>
        </div>
        <div className="cw-finding-cost">
          <span className="cw-quiet">{say('cost')} <DefinitionMark of="cost" figure={say('cost')} /></span>
          <strong>{finding.judged ? <Money amount={finding.weight.cost} currency={finding.weight.unit} /> : '—'}</strong>
        </div>
      </header>
      <p>{pick(finding.explanation)} <span className="cw-quiet">{pick(finding.cause)}</span></p>
      <p><strong>{say('act')}: </strong>{pick(finding.act)}</p>
      {actors.length > 0 && <p className="cw-quiet">{say('who')}: {actors.join(' · ')}</p>}
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="evidence-button">{say(open ? 'evidence.close' : 'evidence.open')}</Button>
      {open && <EvidenceTable finding={finding} />}
    </article>
  );
}
