import type { Desk } from './api';
import { campaignName } from './campaign-name';
import { DispositionPanel } from './disposition-panel';
import { Idle } from './idle';
import { LeadPanel } from './lead-panel';
import { LineSection } from './line-section';

/** What the agent looks at: the call and its result while there is one, the lead to be dialed before, what to do next otherwise. */
export function WorkColumn({ desk, campaign }: { desk: Desk; campaign: string }) {
  const { call, pending_disposition: pending, preview } = desk;
  const open = pending ?? call;
  const lead = call?.lead ?? pending?.lead ?? (open ? null : preview);
  const running = Boolean(call && call.attempt_state !== 'ended' && open?.id === call.id);
  return (
    <div className="cw-stack cw-wide-gap">
      {call && <LineSection call={call} desk={desk} />}
      {open && !open.practice && (open.answered_at !== null || !running) && <DispositionPanel key={open.id} call={open} over={!running} />}
      {lead && <LeadPanel key={lead.lead_id} lead={lead} campaign={campaignName(desk, lead.campaign)} mayDial={!open} />}
      {!open && !preview && <Idle desk={desk} campaign={campaign} />}
    </div>
  );
}
