import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components } from '@/client/schema';

export type Check = components['schemas']['CheckOut'];
export type Hit = components['schemas']['HitOut'];
export type Count = components['schemas']['CountOut'];
export type Week = components['schemas']['HitWeekOut'];
export type Found = components['schemas']['FoundOut'];
export type Rule = components['schemas']['CheckRuleOut'];
export type Preview = components['schemas']['CheckPreviewOut'];
export type Accuracy = components['schemas']['CheckAccuracyOut'];
export type Drift = components['schemas']['DriftOut'];
export type Speech = components['schemas']['SpeechOut'];
export type Outside = components['schemas']['OutsideOut'];
export type OutsideWish = components['schemas']['OutsideRequest'];
export type Measure = '' | 'talk_share_agent' | 'longest_monologue_seconds' | 'interruptions_by_agent' | 'silence_share' | 'patience_seconds' | 'speech_rate_agent' | 'questions_agent';
export interface Asked { words: string; check: string; measure: string; at_least: string; at_most: string; person: string; page: number; size: number }

const number = (text: string) => (text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text));

export const useChecks = () => useQuery({ queryKey: ['checks'], staleTime: 60_000, queryFn: () => answer(api.GET('/api/insights/checks', { params: { query: {} } })) });
export const useCounts = (person: string) => useQuery({ queryKey: ['check-counts', person], queryFn: () => answer(api.GET('/api/insights/counts', { params: { query: given({ person }) } })) });
export const useHits = (person: string, check: string) =>
  useQuery({ queryKey: ['check-hits', person, check], queryFn: () => answer(api.GET('/api/insights/hits', { params: { query: given({ person, check, page: 1, size: 5 }) } })) });
export const useWeeks = (person: string) => useQuery({ queryKey: ['check-weeks', person], queryFn: () => answer(api.GET('/api/insights/weeks', { params: { query: given({ person, number: 8 }) } })) });
export const useSearch = (asked: Asked, enabled: boolean) => useQuery({
  queryKey: ['call-search', asked], enabled,
  queryFn: () => answer(api.GET('/api/insights/search', { params: { query: given({ ...asked, measure: asked.measure as Measure, at_least: number(asked.at_least), at_most: number(asked.at_most) }) } })),
});
export const useRules = () => useQuery({ queryKey: ['check-rules'], queryFn: () => answer(api.GET('/api/insights/rules', { params: { query: {} } })) });
export const useAccuracy = () => useQuery({ queryKey: ['check-accuracy'], queryFn: () => answer(api.GET('/api/insights/accuracy')) });
export const useDrift = (enabled: boolean) => useQuery({ queryKey: ['check-drift'], enabled, queryFn: () => answer(api.GET('/api/insights/drift')) });
export const useSpeech = () => useQuery({ queryKey: ['speech'], queryFn: () => answer(api.GET('/api/insights/speech')) });
export const usePreview = () => useMutation({ mutationFn: (rule: Record<string, unknown>) => answer(api.POST('/api/insights/rules/preview', { body: { rule } })) });

export const useOutside = () => useQuery({ queryKey: ['outside-judge'], queryFn: () => answer(api.GET('/api/insights/outside')) });
export const useOutsideTrial = () => useMutation({ mutationFn: () => answer(api.POST('/api/insights/outside/trial')) });

export function useSetOutside() {
  const queries = useQueryClient();
  return useMutation({ mutationFn: (body: OutsideWish) => answer(api.PUT('/api/insights/outside', { body })), onSuccess: (set) => queries.setQueryData(['outside-judge'], set) });
}

export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { rule: Record<string, unknown>; start: string; reason: string }) => answer(api.POST('/api/insights/rules', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['check-rules'] }),
  });
}
