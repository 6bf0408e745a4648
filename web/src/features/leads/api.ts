import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components, operations } from '@/client/schema';

export type Lead = components['schemas']['LeadOut'];
export type State = components['schemas']['LeadState'];
export type Method = components['schemas']['Method'];
type Query = NonNullable<operations['list_leads_api_leads_get']['parameters']['query']>;

export const useLeads = (query: Query) =>
  useQuery({ queryKey: ['leads', query], queryFn: () => answer(api.GET('/api/leads', { params: { query: given(query) } })) });

export const useCampaigns = () =>
  useQuery({ queryKey: ['campaigns'], queryFn: () => answer(api.GET('/api/campaigns', { params: { query: { size: 200 } } })), staleTime: 60_000 });

export function useAssign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: components['schemas']['AssignIn']) => answer(api.POST('/api/leads/assign', { body: wanted })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['leads'] }),
  });
}
