import { useQuery } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components } from '@/client/schema';
import { useAct as useActed } from '@/client/use-act';
import type { Bilingual } from '@/lib/words';

type Schemas = components['schemas'];
export type Week = Schemas['ProgrammeWeekOut'];
export type Newcomer = Schemas['NewcomerOut'];
export type Task = Schemas['CoachingTaskOut'];
export type TaskIn = Schemas['CoachingTaskIn'];
export type Care = Schemas['CareOut'];
export type CareAct = Schemas['CareActIn'];
export type Card = Schemas['LibraryCardOut'];
export type CardIn = Schemas['LibraryCardIn'];
export type CardKind = Schemas['CardKind'];
export type Example = Schemas['ExampleOut'];
export type Survival = Schemas['SurvivalOut'];
export type OwnHit = Schemas['OwnHitOut'];
interface Paging { page: number; size: number }

export const useWeeks = (person: string, day: string) =>
  useQuery({ queryKey: ['growth', 'weeks', person, day], queryFn: () => answer(api.GET('/api/coaching/weeks', { params: { query: given({ person, day }) } })) });
export const useOwnHits = (query: Paging & { person: string; day: string }) =>
  useQuery({ queryKey: ['growth', 'hits', query], queryFn: () => answer(api.GET('/api/coaching/hits', { params: { query: given(query) } })) });
export const useNewcomers = () =>
  useQuery({ queryKey: ['growth', 'newcomers'], queryFn: () => answer(api.GET('/api/coaching/newcomers', { params: { query: { size: 100 } } })) });
export const useTasks = (person: string, query: Paging) =>
  useQuery({ queryKey: ['growth', 'tasks', person, query], queryFn: () => answer(api.GET('/api/coaching/tasks', { params: { query: given({ person, ...query }) } })) });
export const useCares = (query: Paging) =>
  useQuery({ queryKey: ['growth', 'care', query], queryFn: () => answer(api.GET('/api/coaching/care', { params: { query } })) });
export const useMood = (enabled: boolean) =>
  useQuery({ queryKey: ['growth', 'mood'], queryFn: () => answer(api.GET('/api/coaching/mood')), enabled });
export const useCards = (query: Paging & { kind: string; words: string }) => useQuery({
  queryKey: ['growth', 'cards', query],
  queryFn: () => answer(api.GET('/api/library/cards', { params: { query: given({ ...query, kind: (query.kind || undefined) as CardKind | undefined }) } })),
});
export const useExamples = (query: Paging) =>
  useQuery({ queryKey: ['growth', 'examples', query], queryFn: () => answer(api.GET('/api/library/examples', { params: { query } })) });
export const useStaying = (observed: string) =>
  useQuery({ queryKey: ['growth', 'staying', observed], queryFn: () => answer(api.GET('/api/coaching/staying', { params: { query: given({ observed_from: observed, size: 40 }) } })) });

/** What each figure means, as the rules behind it say. */
export function useMeaning(): (name: string) => Bilingual | undefined {
  const { data } = useQuery({ queryKey: ['growth', 'definitions'], staleTime: Infinity, queryFn: async () => (await answer(api.GET('/api/coaching/definitions'))) as Record<string, Bilingual> });
  return (name) => data?.[name];
}

const useAct = <Input, Output>(act: (input: Input) => Promise<Output>) => useActed(act, ['growth']);

export const useAddTask = () => useAct((body: TaskIn) => answer(api.POST('/api/coaching/tasks', { body })));
export const useCloseTask = () => useAct((task: string) => answer(api.POST('/api/coaching/tasks/{task_id}/close', { params: { path: { task_id: task } } })));
export const useSayMood = () => useAct((body: Schemas['MoodIn']) => answer(api.POST('/api/coaching/mood', { body })));
export const useActOnCare = () =>
  useAct(({ care, ...body }: CareAct & { care: string }) => answer(api.POST('/api/coaching/care/{care_id}', { params: { path: { care_id: care } }, body })));
export const useWriteCard = () => useAct((body: CardIn) => answer(api.POST('/api/library/cards', { body })));
export const useUseCard = () => useAct((key: string) => answer(api.POST('/api/library/cards/{key}/use', { params: { path: { key } }, body: {} })));
export const useConsent = () =>
  useAct(({ example, ...body }: Schemas['ExampleConsentIn'] & { example: string }) => answer(api.POST('/api/library/examples/{example_id}/consent', { params: { path: { example_id: example } }, body })));
export const soundOf = (example: string) => `/api/library/examples/${example}/audio`;
