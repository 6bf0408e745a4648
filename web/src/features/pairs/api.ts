import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components } from '@/client/schema';

export type Pair = components['schemas']['PairOut'];
export type PairSide = components['schemas']['PairSideOut'];
export type Explanation = components['schemas']['PairExplanationOut'];
export type Decision = 'same' | 'different';
export type State = 'open' | 'same' | 'different' | 'undone' | 'all';

/** The queue, the costliest doubt first; it is asked for again only when a person wants it, not under their hands. */
export const useQueue = (state: State, batch: string) => useQuery({
  queryKey: ['pairs', state, batch],
  queryFn: () => answer(api.GET('/api/lists/pairs', { params: { query: given({ state, batch, size: 100 }) } })),
  staleTime: Infinity,
});

export const usePair = (id: string | undefined) => useQuery({
  queryKey: ['pair', id], enabled: Boolean(id), staleTime: 60_000,
  queryFn: () => answer(api.GET('/api/lists/pairs/{pair_id}', { params: { path: { pair_id: id ?? '' } } })),
});

type Verdict = { id: string; act: Decision | 'undo'; reason?: string };

/** Decide, or take a decision back; the pair itself is asked for again, the queue keeps its order. */
export function useVerdict() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, act, reason = '' }: Verdict) => {
      const params = { path: { pair_id: id } };
      return act === 'undo'
        ? answer(api.POST('/api/lists/pairs/{pair_id}/undo', { params, body: { reason } }))
        : answer(api.POST('/api/lists/pairs/{pair_id}/decide', { params, body: { decision: act, reason } }));
    },
    onSuccess: (pair) => queries.invalidateQueries({ queryKey: ['pair', pair.id] }),
  });
}
