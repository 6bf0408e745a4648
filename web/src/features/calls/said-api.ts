import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/client/http';
import type { components } from '@/client/schema';

export type Spoken = components['schemas']['SpokenOut'];
export type Said = components['schemas']['SaidOut'];
export type Hit = components['schemas']['HitOut'];
export type Comment = components['schemas']['CommentOut'];
export type Range = components['schemas']['RangeOut'];

const call = (id: string) => ({ path: { call_id: id } });

/** The words of a call: transcript, hits, comments, and what is usual in the team. */
export const useSaid = (id: string) => useQuery({ queryKey: ['said', id], queryFn: () => answer(api.GET('/api/calls/{call_id}/said', { params: call(id) })) });

function useChange<T>(id: string, change: (value: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => queries.invalidateQueries({ queryKey: ['said', id] }) });
}

export const useComment = (id: string) =>
  useChange(id, (body: { at: number; text: string }) => answer(api.POST('/api/calls/{call_id}/comments', { params: call(id), body })));
export const useRemoveComment = (id: string) =>
  useChange(id, (comment: string) => answer(api.DELETE('/api/insights/comments/{comment_id}', { params: { path: { comment_id: comment } } })));
export const useVerdict = (id: string) =>
  useChange(id, ({ hit, verdict, reason }: { hit: string; verdict: 'right' | 'wrong'; reason: string }) => answer(api.POST('/api/insights/hits/{hit_id}/verdict', { params: { path: { hit_id: hit } }, body: { verdict, reason } })));
