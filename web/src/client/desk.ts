/** The desk as the server says it: my state, my phone, my lead, my call. Times are ISO in UTC, numbers are masked. */
import type { Bilingual } from '@/lib/words';
import { ask } from './http';

export type AttemptState = 'planned' | 'dialing' | 'ringing' | 'waiting' | 'talking' | 'held' | 'agent_lost' | 'ended';

export interface LeadNumber {
  index: number; masked: string; type: string; region: string;
  /** The clock where the number is: "14:05". */
  local_time: string | null;
  may_call: boolean; why_not: Bilingual | null;
}
export interface PastCall { at: string; person: string; outcome: string; note: string; talk_seconds: number }
export interface ScriptStep { step: string; title: string; text: string }
export interface OpenTask { id: string; kind: string; due_at: string; note: string }
export interface LeadCard {
  lead_id: string; campaign: string; company: string; person: string; region: string;
  numbers: LeadNumber[]; score: number | string | null; state: string; fit_parts: string[];
  history: PastCall[]; script: ScriptStep[]; tasks: OpenTask[];
}
export interface Transfer { state: string; to: string }
export interface Call {
  id: string; attempt_state: AttemptState; direction: 'outbound' | 'inbound'; mode: string;
  number: string; lead_id: string | null; company: string; person: string; campaign: string;
  started_at: string; answered_at: string | null; talking_since: string | null;
  muted: boolean; held: boolean; recording: boolean;
  /** Until when the customer is kept after the agent's phone went away. */
  resume_until: string | null; ended_reason: string | null; transfer: Transfer | null; lead: LeadCard | null;
  /** With whom one practises; absent or null in a real call. */
  practice?: Bilingual | null;
}
export interface PhoneAtServer { name: string; claimed_by_this_browser: boolean; claimed_elsewhere: boolean; registered: boolean; kind: 'webrtc' | 'sip' }
export interface DeskCampaign { code: string; name: string; dialing_mode: string }
export interface LastCall { number: string; company: string; ended_reason: string; at: string }
export interface Desk {
  person_id: string; person: string; state: string; since: string; reason: string; allowed_states: string[]; wrap_up_until: string | null;
  phone: PhoneAtServer; campaigns: DeskCampaign[]; campaign: string | null;
  preview: LeadCard | null; call: Call | null; pending_disposition: Call | null; next_task: (OpenTask & { company: string; lead_id: string | null }) | null; why_idle: Bilingual | null; simulated?: boolean;
  /** What became of the last call when it reached nobody; for a minute. */
  last_call?: LastCall | null;
  /** Who is ready to take a customer over. */
  colleagues: { person_id: string; person: string }[];
}
export interface PhoneCredentials { name: string; password: string; uri: string; websocket_url: string; ice_servers: string[]; expires_at: string | null }
export interface PhoneSays { browser_id: string; registered: boolean; microphone: string; packets_lost: number; jitter_ms: number; round_trip_ms: number }

export type Dial = { lead_id: string; number_index: number } | { number: string; campaign: string };
export interface HandOver { to_person_id: string; kind: 'warm' | 'blind'; split?: string }
export interface Disposition { outcome: string; note: string; callback_at?: string }
export type CallAct = 'hang-up' | 'hold' | 'retrieve' | 'mute' | 'unmute' | 'resume' | 'transfer/complete' | 'transfer/cancel';

export const deskKey = ['desk'] as const;

export const askDesk = (browser: string) => ask<Desk>('GET', '/api/desk', { query: { browser_id: browser } });
export const claimPhone = (browser: string, takeOver: boolean) => ask<PhoneCredentials>('POST', '/api/desk/phone', { body: { browser_id: browser, take_over: takeOver } });
export const reportPhone = (says: PhoneSays) => ask<unknown>('POST', '/api/desk/phone/report', { body: says });
export const releasePhone = (browser: string) => ask<unknown>('POST', '/api/desk/phone/release', { body: { browser_id: browser } });
export const extendWrapUp = (reason: string) => ask<unknown>('POST', '/api/desk/wrap-up/extend', { body: { reason } });
export const changeState = (wanted: { state: string; reason?: string; campaign?: string }) => ask<unknown>('POST', '/api/desk/state', { body: wanted });
export const nextLead = (campaign: string) => ask<{ lead_id: string | null; why: Bilingual | null }>('POST', '/api/desk/next', { body: { campaign } });
export const skipLead = (lead: string, reason: string) => ask<unknown>('POST', '/api/desk/skip', { body: { lead_id: lead, reason } });
export const dial = (wanted: Dial) => ask<{ call_id: string }>('POST', '/api/desk/dial', { body: wanted });
export const actOnCall = (call: string, act: CallAct) => ask<unknown>('POST', `/api/desk/calls/${call}/${act}`);
export const pressDigits = (call: string, digits: string) => ask<unknown>('POST', `/api/desk/calls/${call}/digits`, { body: { digits } });
export const handOver = (call: string, wanted: HandOver) => ask<unknown>('POST', `/api/desk/calls/${call}/transfer`, { body: wanted });
export const dispose = (call: string, wanted: Disposition) => ask<unknown>('POST', `/api/desk/calls/${call}/disposition`, { body: wanted });
