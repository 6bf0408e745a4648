import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, ask } from '@/client/http';
import type { Page } from '@/client/page';
import type { components } from '@/client/schema';
import type { Bilingual } from '@/lib/words';
import type { Reason } from '@/ui/reason-tree';

export type StatementRow = components['schemas']['StatementSummary'];
export interface Line { place: number; code: string; title: Bilingual; amount: string; reason: Reason; sources: string[]; corrects: string | null; links?: LineLink[] }
/** A page behind a line; of rules also which versions were used. */
export interface LineLink { kind: 'orders' | 'calls' | 'targets' | 'scores' | 'plan' | 'rules'; title: Bilingual; path: string; versions?: string[] }
export interface Rule { id: string; version: string; title: Bilingual; value: string | boolean; unit: string; since: string; source: string; approver: string; checked_until: string }

/** One statement; the API describes it as a plain object, this is its form. */
export interface Statement {
  person_id: string;
  name: string;
  employee_number: string;
  month: string;
  currency: string;
  state: string;
  lines: Line[];
  earned_total: string;
  paid_total: string;
  rule_versions: string[];
  closed_at: string;
  opened_at: string | null;
}
export interface Version { number: number; month: string; closed_at: string; lines: Line[]; delta: string; total: string }
export interface DisputeStep { kind: 'question' | 'answer' | 'decision'; says: string; by: string; at: string; accepted: boolean | null; amount: string | null }
export interface Dispute {
  id: string; person_id: string; name?: string; month: string; currency: string; place: number; line: Bilingual; amount: string;
  state: 'asked' | 'answered' | 'accepted' | 'rejected'; steps: DisputeStep[]; corrected_in: string | null;
}
export interface Adjustment { id: string; name: string; title: Bilingual; amount: string; reason: string; corrects: string | null; decided_by: string; decided_at: string; taken_in: string | null }
export interface Leave { id: string; name: string; first_day: string; last_day: string; reason: string; recorded_by: string }
export interface Cliff { part: string; says: Bilingual; at: string; jump: string; just_below?: number; just_above?: number }
export interface Plan { version: string | null; title: Bilingual; currency: string; effective_from: string; cliffs: Cliff[]; warnings: Bilingual[] }
export interface PlanRow { version: string; code: string; effective_from: string; created_at: string | null; created_by: string }
export interface Trial {
  version: string; currency: string; before: string; after: string; change: string; without_data: number;
  months: { month: string; before: string; after: string; change: string }[];
  people: { person_id: string; name: string; before: string; after: string; change: string }[];
  cliffs: Cliff[];
}
export interface Distance { what: string; title: Bilingual; now: string; at: string; missing: string; unit: string; brings: Bilingual }
export interface Outlook {
  month: string; currency: string; revenue: string; commission: string | null; distances: Distance[];
  forecast: { low: string; middle: string; high: string; days: number; days_left: number } | null;
}
export interface Bunching { person_id: string | null; name: string | null; orders: number; late_orders: number; expected: string; chance: string; returned: number; flagged: boolean }
export interface Fairness { person_id: string; name: string; paid: string; revenue: string; reached: number; expected: string | null; added: string | null; pay_rank: number; added_rank: number | null; flagged: boolean }

export const useStatements = (month: string, page = 1, size = 50) =>
  useQuery({ queryKey: ['statements', month, page, size], queryFn: () => answer(api.GET('/api/pay/statements', { params: { query: { month, page, size } } })) });

export const useStatement = (person: string, month: string) => useQuery({
  queryKey: ['statement', person, month],
  queryFn: () => ask<Statement>('GET', `/api/pay/statements/${person}/${month}`),
  enabled: Boolean(person), retry: false,
});

export const useVersions = (person: string, month: string) =>
  useQuery({ queryKey: ['pay-versions', person, month], queryFn: () => ask<Version[]>('GET', `/api/pay/statements/${person}/${month}/versions`) });
export const useDisputesOf = (person: string, month: string) =>
  useQuery({ queryKey: ['pay-disputes', person, month], queryFn: () => ask<Dispute[]>('GET', `/api/pay/statements/${person}/${month}/disputes`) });
export const useDisputes = (undecided: boolean, page: number, size: number) =>
  useQuery({ queryKey: ['pay-disputes', undecided, page, size], queryFn: () => ask<Page<Dispute>>('GET', '/api/pay/disputes', { query: { undecided, page, size } }) });
export const useAdjustments = () =>
  useQuery({ queryKey: ['pay-adjustments'], queryFn: () => ask<Page<Adjustment>>('GET', '/api/pay/adjustments', { query: { size: 200 } }) });
export const useLeaves = (month: string) =>
  useQuery({ queryKey: ['pay-leaves', month], queryFn: () => ask<Page<Leave>>('GET', '/api/pay/leaves', { query: { month, size: 200 } }) });
export const usePlan = (month: string) =>
  useQuery({ queryKey: ['pay-plan', month], queryFn: () => ask<Plan>('GET', '/api/pay/plan', { query: { month } }), retry: false });
export const useRules = (month: string) =>
  useQuery({ queryKey: ['pay-rules', month], queryFn: () => ask<Rule[]>('GET', '/api/pay/rules', { query: { month } }) });
export const usePlans = () => useQuery({ queryKey: ['pay-plans'], queryFn: () => ask<PlanRow[]>('GET', '/api/pay/plans') });
export const useOutlook = (person: string, month: string) =>
  useQuery({ queryKey: ['pay-outlook', person, month], queryFn: () => ask<Outlook>('GET', `/api/pay/outlook/${person}/${month}`), retry: false });
export const useBunching = (month: string) =>
  useQuery({ queryKey: ['pay-bunching', month], queryFn: () => ask<Bunching[]>('GET', '/api/pay/bunching', { query: { month } }) });
export const useFairness = (month: string, months: number) =>
  useQuery({ queryKey: ['pay-fairness', month, months], queryFn: () => ask<Fairness[]>('GET', '/api/pay/fairness', { query: { month, months } }) });

/** A change of something about pay; everything on the screen is asked again afterwards. */
export function usePaySend<Body extends object, Result = unknown>(path: (body: Body) => `/api/${string}`, method: 'POST' | 'DELETE' = 'POST') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => ask<Result>(method, path(body), method === 'POST' ? { body } : {}),
    onSuccess: () => queries.invalidateQueries(),
  });
}

/** Looks at a draft; nothing is kept, so nothing is asked again. */
export const useTry = () => useMutation({ mutationFn: (body: { text: string; months: string[] }) => ask<Trial>('POST', '/api/pay/plans/try', { body }) });
export const useCheck = () => useMutation({ mutationFn: (text: string) => ask<{ version: string; cliffs: Cliff[]; warnings: Bilingual[] }>('POST', '/api/pay/plans/check', { body: { text } }) });

export function useClosePay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (month: string) => answer(api.POST('/api/pay/{month}/close', { params: { path: { month } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
