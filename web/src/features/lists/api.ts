import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, given, upload } from '@/client/http';
import type { components } from '@/client/schema';

export type Batch = components['schemas']['BatchOut'];
export type BatchDetail = components['schemas']['BatchDetailOut'];
export type CodeCount = components['schemas']['CodeCount'];
export type Gate = components['schemas']['GateOut'];
export type ListRow = components['schemas']['RowOut'];
export type Source = components['schemas']['SourceOut'];
export type Screening = components['schemas']['ScreeningOut'];
export type Suppressed = components['schemas']['SuppressedOut'];
export type Planned = components['schemas']['PlannedSampleOut'];
export type Measure = 'lower_bound' | 'point';
export type RowStatus = 'accepted' | 'merged' | 'rejected';
type Sent = components['schemas']['ImportOut'];
type Verified = components['schemas']['VerifyOut'];
type VerifiedByStatus = components['schemas']['StatusReportOut'];

/** How often one cleaning rule changed something, with rows of this list. */
export interface RuleExamples { rule: string; count: number; examples: { before: string; after: string }[] }

const inList = (id: string) => ({ path: { batch_id: id } });

export const useBatches = (page: number, size: number) =>
  useQuery({ queryKey: ['lists', page, size], queryFn: () => answer(api.GET('/api/lists', { params: { query: { page, size } } })) });

export const useSources = () => useQuery({ queryKey: ['sources'], queryFn: () => answer(api.GET('/api/sources')) });

export const useCampaigns = () =>
  useQuery({ queryKey: ['campaigns'], queryFn: () => answer(api.GET('/api/campaigns', { params: { query: { size: 200 } } })), staleTime: 60_000, retry: false });

const working = (batch: Batch | undefined): boolean => batch?.state === 'received' || batch?.state === 'cleaning';

/** One batch; asked again while it is being cleaned. */
export const useBatch = (id: string) => useQuery({
  queryKey: ['list', id], queryFn: () => answer(api.GET('/api/lists/{batch_id}', { params: inList(id) })),
  refetchInterval: (query) => (working(query.state.data) ? 2000 : false),
});

export const useRows = (id: string, query: { status: string; code: string; page: number; size: number }) =>
  useQuery({
    queryKey: ['list', id, 'rows', query],
    queryFn: () => answer(api.GET('/api/lists/{batch_id}/rows', { params: { ...inList(id), query: given({ ...query, status: (query.status || undefined) as RowStatus | undefined }) } })),
  });

export interface Wanted { source: string; campaign?: string; price?: string; mapping?: string }
export const sendList = (files: File[], { source, campaign = '', price = '', mapping = '' }: Wanted) =>
  upload<Sent>('/api/lists', { files }, { source, campaign, price, mapping });

/** Acts on one batch; afterwards everything known about it is asked for again. */
function useBatchAct<V, R>(id: string, act: (value: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ['list', id] }), queries.invalidateQueries({ queryKey: ['lists'] })]),
  });
}

export const useDrawSample = (id: string) =>
  useBatchAct(id, (size: number) => answer(api.POST('/api/lists/{batch_id}/sample', { params: inList(id), body: { size } })));
export const useVerify = (id: string) => useBatchAct(id, (file: File) => upload<Verified>(`/api/lists/${id}/verify`, { file }));
export const useRelease = (id: string) =>
  useBatchAct(id, (reason: string | null) => answer(api.POST('/api/lists/{batch_id}/release', { params: inList(id), body: { override_reason: reason } })));

export const useVerifyByStatus = (id: string) =>
  useBatchAct(id, ({ file, provider }: { file: File; provider: string }) => upload<VerifiedByStatus>(`/api/lists/${id}/number-status`, { file }, { provider }));

export const useSamplePlan = (id: string) =>
  useQuery({ queryKey: ['list', id, 'plan'], queryFn: () => answer(api.GET('/api/lists/{batch_id}/sample-plan', { params: inList(id) })) });
export const useScreening = (id: string) =>
  useQuery({ queryKey: ['list', id, 'screening'], queryFn: () => answer(api.GET('/api/lists/{batch_id}/screening', { params: inList(id) })), retry: false });
export const useSuppressed = (id: string, kind: string, page: number) =>
  useQuery({
    queryKey: ['list', id, 'suppressed', kind, page],
    queryFn: () => answer(api.GET('/api/lists/{batch_id}/suppressed', { params: { ...inList(id), query: { kind: kind as Suppressed['kind'], page, size: 20 } } })),
  });
export const useProviders = () =>
  useQuery({ queryKey: ['number-status-providers'], queryFn: () => answer(api.GET('/api/number-status-providers')), staleTime: Infinity });
export const useMeasure = () => useQuery({ queryKey: ['gate-measure'], queryFn: () => answer(api.GET('/api/gate-measure')) });

/** The figure of the gate holds for every batch, so all of them are asked for again. */
export function useSetMeasure() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: { measure: Measure; reason: string }) => answer(api.PUT('/api/gate-measure', { body: wanted })),
    onSuccess: () => Promise.all(['gate-measure', 'list', 'lists'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
