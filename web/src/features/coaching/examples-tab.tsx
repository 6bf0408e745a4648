import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Example, soundOf, useConsent, useExamples } from './growth-api';
import { words } from './growth-words';

/** Good parts of real calls, by step of the script; only with the word of whoever speaks in them. */
export function ExamplesTab() {
  const say = useWords(words);
  const [size, setSize] = useState(30);
  const query = useExamples({ page: 1, size });
  return (
    <Section testid="examples">
      <Loaded query={query}>
        {(found) => found.total === 0 ? <EmptyState title={say('example.empty.title')} text={say('example.empty.text')} /> : (
          <div className="cw-stack">
            {found.items.map((one) => <One key={one.id} example={one} />)}
            {found.total > size && <div><Button onClick={() => setSize(size + 30)}>… {found.total}</Button></div>}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function One({ example }: { example: Example }) {
  const say = useWords(words);
  const [named, setNamed] = useState(example.named);
  const consent = useConsent();
  const given = example.consent === 'given';
  return (
    <article className="cw-grade" data-testid="example">
      <div className="cw-actions">
        <strong>{example.title}</strong><span className="cw-quiet">{[example.campaign, example.step].filter(Boolean).join(' · ')}</span>
        <span>{example.mine ? say('example.mine') : example.person || say('example.anonymous')}</span>
        {example.mine && <StatusTag tone={given ? 'good' : 'waiting'}>{say(`consent.${example.consent}`)}</StatusTag>}
        <span className="cw-quiet">{say('example.plays', { n: example.plays })}</span>
      </div>
      {example.why && <p>{example.why}</p>}
      {example.said && <p className="cw-quiet">“{example.said}”</p>}
      <audio controls preload="none" src={soundOf(example.id)} className="cw-audio" aria-label={example.title} />
      {example.mine && (
        <div className="cw-actions">
          <Checkbox checked={named} onChange={(event) => setNamed(event.target.checked)}>{say('example.named')}</Checkbox>
          <Button size="small" type="primary" loading={consent.isPending} onClick={() => consent.mutate({ example: example.id, agree: true, named })} data-testid="agree">{say('example.agree')}</Button>
          <Button size="small" loading={consent.isPending} onClick={() => consent.mutate({ example: example.id, agree: false, named: false })} data-testid="refuse">{say(given ? 'example.withdraw' : 'example.refuse')}</Button>
        </div>
      )}
      <ProblemAlert problem={consent.error} />
    </article>
  );
}
