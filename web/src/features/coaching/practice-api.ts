import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { deskKey } from '@/client/desk';
import { answer, api, given } from '@/client/http';
import type { components } from '@/client/schema';

type Schemas = components['schemas'];
export type PracticeRoom = Schemas['PracticeRoom'];
export type PracticeCall = Schemas['PracticeCallOut'];

/** Customers come and go with the switch: asked anew every half minute. */
export const usePracticeRoom = () =>
  useQuery({ queryKey: ['practice', 'room'], queryFn: () => answer(api.GET('/api/desk/practice')), refetchInterval: 30_000 });

/** Renewed while a call goes on or is still being listened to, because its checks come by themselves. */
export const usePracticeCalls = (person: string, query: { page: number; size: number }) => useQuery({
  queryKey: ['practice', 'calls', person, query],
  queryFn: () => answer(api.GET('/api/coaching/practice', { params: { query: given({ person, ...query }) } })),
  refetchInterval: (found) => found.state.data?.items.some((call) => !call.reviewed) ? 5_000 : false,
});

export function usePractise() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (profile: string) => answer(api.POST('/api/desk/practice', { body: { profile } })),
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['practice'] }), queries.invalidateQueries({ queryKey: deskKey })]),
  });
}
