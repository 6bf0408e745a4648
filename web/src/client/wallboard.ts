/** The wallboard as the server says it: who does what now, what is dialed and why, what goes wrong. Shares are fractions of 1; decimals may come as strings. */
import type { Bilingual } from '@/lib/words';
import { ask } from './http';

export interface BoardPerson {
  person_id: string; person: string; team: string | null; state: string; since: string | null; reason: string; campaign: string | null; phone_registered: boolean;
  call: { id: string; number: string; talking_since: string | null } | null;
}
export interface PacingMoment { at: string; dialing: number; predicted_free: number; abandoned_share: number | null }
export interface Pacing { dialing_ahead: number; because: Bilingual; predicted: Record<string, number | string | null>; series: PacingMoment[] }
export interface BoardCampaign {
  code: string; name: string; mode: string; state: string; dials_today: number; connected_today: number;
  abandoned: { count: number; answered: number; share: number | string | null; budget: number | string; window: string };
  waiting: number; ringing: number; callable_now: number; next_callable_at: string | null; pacing: Pacing | null; polite_deferral?: boolean;
}
export interface BoardLine { id: string; name: string; trunk: string; in_use: number; capacity: number; used_today: number; daily_budget: number | null; health: string; state: string }
export interface Alarm { code: string; since: string; zh: string; en: string }
export interface Wallboard { at: string; people: BoardPerson[]; by_state: Record<string, number>; campaigns: BoardCampaign[]; lines: BoardLine[]; alarms: Alarm[] }

export const askWallboard = () => ask<Wallboard>('GET', '/api/wallboard');
export const listen = (person: string, whisper: boolean) => ask<{ call_id: string }>('POST', '/api/wallboard/listen', { body: { person_id: person, whisper } });
export const stopListening = (call: string) => ask<unknown>('DELETE', `/api/wallboard/listen/${call}`);
