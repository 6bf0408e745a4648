import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components } from '@/client/schema';
import { useAct as useActed } from '@/client/use-act';
import type { Bilingual } from '@/lib/words';

type Schemas = components['schemas'];
export type Grading = Schemas['GradingOut'];
export type Grade = Schemas['GradeOut'];
export type Scorecard = Schemas['ScorecardOut'];
export type CardItem = Schemas['CardItemOut'];
export type ScorecardIn = Schemas['ScorecardIn'];
export type Mark = Schemas['MarkIn'];
export type Dispute = Schemas['GradeDisputeOut'];
export type DisputeState = Schemas['DisputeState'];
export type QualityResult = Schemas['QualityResultOut'];
export type Draw = Schemas['DrawOut'];
export type DrawIn = Schemas['DrawIn'];
export type DrawnCall = Schemas['DrawnCallOut'];
export type Agreement = Schemas['AgreementOut'];

export interface Period { first_day: string; last_day: string }
interface Paging { page: number; size: number }

export const useGrading = (call: string) =>
  useQuery({ queryKey: ['quality', 'call', call], queryFn: () => answer(api.GET('/api/quality/calls/{call_id}', { params: { path: { call_id: call } } })) });
export const useCall = (call: string) =>
  useQuery({ queryKey: ['call', call], queryFn: () => answer(api.GET('/api/calls/{call_id}', { params: { path: { call_id: call } } })) });
export const useResults = (period: Period) =>
  useQuery({ queryKey: ['quality', 'results', period], queryFn: () => answer(api.GET('/api/quality/results', { params: { query: { ...period, size: 500 } } })) });
export const useGrades = (query: Period & Paging & { person: string; passed: string }) => useQuery({
  queryKey: ['quality', 'grades', query],
  queryFn: () => answer(api.GET('/api/quality/grades', { params: { query: given({ ...query, passed: query.passed === '' ? undefined : query.passed === 'true' }) } })),
});
export const useDisputes = (query: Paging & { state: string }) => useQuery({
  queryKey: ['quality', 'disputes', query],
  queryFn: () => answer(api.GET('/api/quality/disputes', { params: { query: given({ ...query, state: (query.state || undefined) as DisputeState | undefined }) } })),
});
export const useScorecards = () =>
  useQuery({ queryKey: ['quality', 'scorecards'], queryFn: () => answer(api.GET('/api/quality/scorecards', { params: { query: { size: 100 } } })) });
export const useDraws = (query: Paging) =>
  useQuery({ queryKey: ['quality', 'draws', query], queryFn: () => answer(api.GET('/api/quality/draws', { params: { query } })) });
export const useDraw = (draw: string, query: Paging) =>
  useQuery({ queryKey: ['quality', 'draw', draw, query], queryFn: () => answer(api.GET('/api/quality/draws/{draw_id}', { params: { path: { draw_id: draw }, query } })) });
export const useRepeat = (draw: string) =>
  useMutation({ mutationFn: () => answer(api.GET('/api/quality/draws/{draw_id}/repeat', { params: { path: { draw_id: draw } } })) });
export const useAgreement = (scorecard: string) =>
  useQuery({ queryKey: ['quality', 'agreement', scorecard], queryFn: () => answer(api.GET('/api/quality/agreement', { params: { query: given({ scorecard }) } })) });

/** What each figure means, as the rules behind it say. */
export function useMeaning(): (name: string) => Bilingual | undefined {
  const { data } = useQuery({ queryKey: ['quality', 'definitions'], staleTime: Infinity, queryFn: async () => (await answer(api.GET('/api/quality/definitions'))) as Record<string, Bilingual> });
  return (name) => data?.[name];
}

const useAct = <Input, Output>(act: (input: Input) => Promise<Output>) => useActed(act, ['quality']);

export const useGrade = (call: string) =>
  useAct((body: { scorecard_id: string; marks: Mark[]; comment: string }) => answer(api.POST('/api/quality/calls/{call_id}/grades', { params: { path: { call_id: call } }, body })));
export const useRaise = () =>
  useAct(({ grade, text }: { grade: string; text: string }) => answer(api.POST('/api/quality/grades/{grade_id}/dispute', { params: { path: { grade_id: grade } }, body: { text } })));
export const useAnswer = () =>
  useAct(({ dispute, text }: { dispute: string; text: string }) => answer(api.POST('/api/quality/disputes/{dispute_id}/answer', { params: { path: { dispute_id: dispute } }, body: { text } })));
export const useDecide = () =>
  useAct(({ dispute, text, marks }: { dispute: string; text: string; marks: Mark[] | null }) => answer(api.POST('/api/quality/disputes/{dispute_id}/decide', { params: { path: { dispute_id: dispute } }, body: { text, marks } })));
export const usePublish = () => useAct((body: ScorecardIn) => answer(api.POST('/api/quality/scorecards', { body })));

export function useDrawCalls() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: DrawIn) => answer(api.POST('/api/quality/draws', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['quality', 'draws'] }),
  });
}

export const audioAddress = (recording: string) => `/api/recordings/${recording}/audio`;
