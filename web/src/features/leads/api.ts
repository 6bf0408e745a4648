import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components, operations } from '@/client/schema';
import { useMe } from '@/client/session';

export type Lead = components['schemas']['LeadOut'];
export type State = components['schemas']['LeadState'];
export type Method = components['schemas']['Method'];
export type Standing = components['schemas']['StandingOut'];
export type Claimed = Awaited<ReturnType<typeof claim>>;
export type Warned = Awaited<ReturnType<typeof warnings>>[number];
export type Task = components['schemas']['TaskOut'];
export type TaskKind = components['schemas']['TaskKind'];
export type TaskState = components['schemas']['TaskState'];
type Query = NonNullable<operations['list_leads_api_leads_get']['parameters']['query']>;
type ClaimWish = NonNullable<operations['claim_many_api_leads_claims_post']['requestBody']>['content']['application/json'];

const claim = (body: ClaimWish) => answer(api.POST('/api/leads/claims', { body }));
const warnings = () => answer(api.GET('/api/leads/warnings'));

export const useLeads = (query: Query) =>
  useQuery({ queryKey: ['leads', query], queryFn: () => answer(api.GET('/api/leads', { params: { query: given(query) } })) });

export const useCampaigns = () =>
  useQuery({ queryKey: ['campaigns'], queryFn: () => answer(api.GET('/api/campaigns', { params: { query: { size: 200 } } })), staleTime: 60_000 });

/** Questions about oneself are only asked for an account that stands for a person. */
const useSelf = () => Boolean(useMe().data?.person_id);

export const useStanding = () => useQuery({ queryKey: ['leads', 'standing'], enabled: useSelf(), queryFn: () => answer(api.GET('/api/leads/pool-standing')) });
export const useWarnings = () => useQuery({ queryKey: ['leads', 'warnings'], queryFn: warnings });

export const useTasks = (query: { state: TaskState[]; page: number; size: number }) =>
  useQuery({ queryKey: ['leads', 'tasks', query], queryFn: () => answer(api.GET('/api/leads/tasks', { params: { query } })) });
export const useReminders = () => useQuery({ queryKey: ['leads', 'reminders'], enabled: useSelf(), queryFn: () => answer(api.GET('/api/leads/reminders')) });

/** Acts on leads; afterwards everything known about leads is asked for again. */
function useLeadAct<V, R>(act: (value: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: ['leads'] }) });
}

export const useAssign = () => useLeadAct((wanted: components['schemas']['AssignIn']) => answer(api.POST('/api/leads/assign', { body: wanted })));
export const useClaim = () => useLeadAct(claim);
export const useReturn = () => useLeadAct((id: string) => answer(api.POST('/api/leads/{lead_id}/return', { params: { path: { lead_id: id } } })));
export const useAddTask = () =>
  useLeadAct(({ lead, ...body }: { lead: string; kind: TaskKind; due_at: string; note: string }) => answer(api.POST('/api/leads/{lead_id}/tasks', { params: { path: { lead_id: lead } }, body })));
export const useCloseTask = () =>
  useLeadAct(({ id, done, note }: { id: string; done: boolean; note: string }) => {
    const wanted = { params: { path: { task_id: id } }, body: { note } };
    return done ? answer(api.POST('/api/leads/tasks/{task_id}/done', wanted)) : answer(api.POST('/api/leads/tasks/{task_id}/cancel', wanted));
  });
