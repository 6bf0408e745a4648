import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { later, upload } from '@/client/http';
import type { Page } from '@/client/page';
import type { Bilingual } from '@/lib/words';

export type Gate = 'not_measured' | 'passed' | 'failed' | 'overridden';
export interface Batch {
  id: string;
  name: string;
  source: string;
  campaign_code: string | null;
  rows: number;
  accepted: number;
  merged: number;
  rejected: number;
  accuracy_point: number | null;
  accuracy_lower: number | null;
  gate: Gate;
  released_at: string | null;
  override_reason: string | null;
  sequential_share: number | null;
  created_at: string;
  price: string | null;
}
export interface CodeCount extends Bilingual { code: string; count: number }
export interface RuleExample { rule: string; text: Bilingual; count: number; examples: { before: string; after: string; row: number }[] }
export interface Accuracy { sampled: number; verified: number; good: number; point: number | null; lower: number | null; needed: number | null; threshold: number }
export interface BatchDetail extends Batch {
  rejected_by_code: CodeCount[];
  mapping: Record<string, string | string[]>;
  examples: RuleExample[];
  accuracy: Accuracy | null;
  job_id: string | null;
}
export interface ListRow { row: number; status: 'accepted' | 'merged' | 'rejected'; code: string | null; reason: Bilingual | null; original: Record<string, string>; company: string; person: string; numbers: string[]; merged_into?: number | null }
export interface Source { id: string; name: string; batches: number; rows: number; accepted: number; accuracy_point: number | null; price: string | null }
export interface Sent { batch_id: string; job_id: string | null; already_imported: boolean }

export const useBatches = (page: number, size: number) =>
  useQuery({ queryKey: ['lists', page, size], queryFn: () => later.get<Page<Batch>>('/api/lists', { page, size }) });

export const useSources = () => useQuery({ queryKey: ['sources'], queryFn: () => later.get<Page<Source>>('/api/sources') });

export const useBatch = (id: string) => useQuery({ queryKey: ['list', id], queryFn: () => later.get<BatchDetail>(`/api/lists/${id}`) });

export const useRows = (id: string, query: { status: string; code: string; page: number; size: number }) =>
  useQuery({ queryKey: ['list', id, 'rows', query], queryFn: () => later.get<Page<ListRow>>(`/api/lists/${id}/rows`, query) });

export const sendList = (files: File[], source: string, campaign: string) =>
  upload<Sent>('/api/lists', { files }, { source, campaign });

/** Acts on one batch; afterwards everything known about it is asked for again. */
function useBatchAct<V, R>(id: string, act: (value: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['list', id] }), queries.invalidateQueries({ queryKey: ['lists'] })]),
  });
}

export const useDrawSample = (id: string) => useBatchAct(id, (size: number) => later.post(`/api/lists/${id}/sample`, { size }));
export const useVerify = (id: string) => useBatchAct(id, (file: File) => upload(`/api/lists/${id}/verify`, { file }));
export const useRelease = (id: string) =>
  useBatchAct(id, (reason: string | null) => later.post(`/api/lists/${id}/release`, reason ? { override_reason: reason } : {}));
