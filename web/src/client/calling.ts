/** What calls go through, how campaigns are dialed, and why nobody is being called. */
import type { Bilingual } from '@/lib/words';
import { ask } from './http';

export interface Trunk {
  name: string; node: string; address: string; transport: string; username: string; registers: boolean;
  calls_per_second: number; enabled: boolean; troubled_since: string | null; simulated: boolean;
}
export interface CallerNumber { number: string; health: string; resting_until: string | null; note: string }
export interface Line {
  id: string; name: string; trunk: string; capacity: number; hourly_budget: number | null; daily_budget: number | null; enabled: boolean;
  in_use: number; used_this_hour: number; used_today: number; caller_numbers: CallerNumber[];
}
export interface Dialing { state: 'running' | 'paused'; mode?: string; abandonment_budget?: string; detect_machines?: boolean; polite_deferral?: boolean }
export interface Filter { code: string; zh: string; en: string; removed: number; next_at: string | null }
export interface Why { at: string; candidates: number; callable_now: number; next_callable_at: string | null; filters: Filter[]; simulated?: boolean }
/** `until`: the first moment at which waiting helps; null = it never does. */
export interface Permission { allowed: boolean; rule: string | null; text: Bilingual; until: string | null }

export const askTrunks = () => ask<Trunk[]>('GET', '/api/trunks');
export type TrunkWish = Omit<Trunk, 'troubled_since' | 'simulated'> & { secret?: string };
export const keepTrunk = (trunk: TrunkWish) => ask<unknown>('PUT', '/api/trunks', { body: trunk });
export const askLines = () => ask<Line[]>('GET', '/api/lines');
export type LineWish = Pick<Line, 'name' | 'trunk' | 'capacity' | 'hourly_budget' | 'daily_budget' | 'enabled' | 'caller_numbers'>;
export const keepLine = (line: LineWish) => ask<unknown>('PUT', '/api/lines', { body: line });
export const setDialing = (campaign: string, wanted: Dialing) => ask<unknown>('POST', `/api/campaigns/${encodeURIComponent(campaign)}/dialing`, { body: wanted });
export const askWhy = (campaign: string) => ask<Why>('GET', `/api/campaigns/${encodeURIComponent(campaign)}/why`);
export const askPermission = (number: string, campaign: string) => ask<Permission>('GET', '/api/calling/permission', { query: { number, campaign } });

export interface Rule {
  id: string; country: string; kind: string; title: Bilingual; since: string; source: string; links: string[]; note: string;
  verified: boolean; confirmed: boolean; open: boolean; enforced: string; how: Bilingual; checked_until: string; decided_by: string; decided_at: string | null; reason: string;
}
export const askRules = () => ask<Rule[]>('GET', '/api/calling/rules');
export const confirmRule = (rule: string, reason: string) => ask<unknown>('POST', `/api/calling/rules/${encodeURIComponent(rule)}/decision`, { body: { value: null, reason } });
