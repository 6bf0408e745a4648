import { Popover } from 'antd';
import { bilingual, pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { type Reason, ReasonTree } from '@/ui/reason-tree';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type Proposal } from './api';
import { words } from './words';

const tones: Partial<Record<string, Tone>> = { down: 'bad', up: 'good', coaching_plan: 'warning', stay: 'quiet' };

/** What the grade review proposes and why; nothing takes effect before a person decides. */
export function ProposalTag({ proposal }: { proposal: Proposal }) {
  const say = useWords(words);
  const name = useWords(codes);
  const step = proposal.from_grade === proposal.to_grade ? '' : ` ${name.code('grade', proposal.from_grade)} → ${name.code('grade', proposal.to_grade)}`;
  return (
    <Popover trigger="click" title={proposal.reasons.map((reason) => pick(bilingual(reason))).join(' ')} content={<div className="cw-definition"><ReasonTree reason={proposal.explanation as unknown as Reason} /></div>}>
      <button type="button" className="cw-plain-button"><StatusTag tone={tones[proposal.outcome] ?? 'quiet'}>{say.code('grade', proposal.outcome)}{step}</StatusTag></button>
    </Popover>
  );
}
