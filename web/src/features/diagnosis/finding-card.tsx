import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Money } from '@/ui/money';
import { ReasonTree } from '@/ui/reason-tree';
import { StatusTag, type Tone } from '@/ui/status-tag';
import type { Finding, Trend } from './api';
import { words } from './words';

const tones: Record<Trend, Tone> = { worse: 'bad', better: 'good', same: 'quiet', new: 'warning' };

/** One finding: what it costs, why, who can act and how; the figures behind it open below. */
export function FindingCard({ finding, openAtFirst }: { finding: Finding; openAtFirst: boolean }) {
  const say = useWords(words);
  const [open, setOpen] = useState(openAtFirst);
  return (
    <article className="cw-section cw-finding" data-testid={`finding-${finding.code}`}>
      <header className="cw-finding-head">
        <div className="cw-grow">
          <h3>{pick(finding.title)}</h3>
          <div className="cw-actions">
            {finding.main && <StatusTag tone="bad">{say('main')}</StatusTag>}
            <StatusTag tone={tones[finding.trend]}>{say(`trend.${finding.trend}`)}</StatusTag>
            {!finding.enough_data && <StatusTag tone="waiting">{say('few')}</StatusTag>}
          </div>
        </div>
        <div className="cw-finding-cost">
          <span className="cw-quiet">{say('cost.month')} <DefinitionMark of="cost" figure={say('cost')} /></span>
          <strong>{finding.cost === null ? say('cost.unknown') : <Money amount={finding.cost} currency={finding.currency} />}</strong>
        </div>
      </header>
      <p>{pick(finding.summary)}{finding.cause && <span className="cw-quiet"> {pick(finding.cause)}</span>}</p>
      <p><strong>{say('act')}: </strong>{pick(finding.act)}{finding.page && <> <Link to={finding.page}>{say('goTo')}</Link></>}</p>
      {finding.people.length > 0 && <p className="cw-quiet">{say('who')}: {finding.people.map((person) => person.name).join('、')}</p>}
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="evidence-button">{say('evidence.open')}</Button>
      {open && <div className="cw-evidence" data-testid="evidence">{finding.evidence.map((reason, place) => <ReasonTree key={place} reason={reason} />)}</div>}
    </article>
  );
}
