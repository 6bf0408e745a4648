import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api, given, upload } from '@/client/http';
import type { components } from '@/client/schema';
import type { Bilingual } from '@/lib/words';
import type { ImportAnswer } from '@/ui/file-import';

export type Call = components['schemas']['CallOut'];
export type Outcome = components['schemas']['Outcome'];
export type CallDetail = components['schemas']['CallDetailOut'];
export type Measures = components['schemas']['MeasuresOut'];
export type PracticeDetail = components['schemas']['PracticeDetailOut'];
export type Turn = components['schemas']['TurnOut'];
export type Peaks = components['schemas']['PeaksOut'];

export const useCalls = (query: { page: number; size: number; day: string; month: string; outcome: string; person: string; recorded: string }) => useQuery({
  queryKey: ['calls', query],
  queryFn: () => answer(api.GET('/api/calls', { params: { query: given({ ...query, outcome: (query.outcome || undefined) as Outcome | undefined, recorded: query.recorded === 'true' || undefined }) } })),
});
export const useCall = (id: string) => useQuery({ queryKey: ['call', id], queryFn: () => answer(api.GET('/api/calls/{call_id}', { params: { path: { call_id: id } } })) });
/** Asked again while it is being listened to: the words of a practice call come by themselves. */
export const usePractice = (id: string) => useQuery({
  queryKey: ['practice', 'call', id], queryFn: () => answer(api.GET('/api/coaching/practice/{call_id}', { params: { path: { call_id: id } } })),
  refetchInterval: (found) => found.state.data && !found.state.data.reviewed ? 5_000 : false,
});
export const usePeaks = (recording: string) =>
  useQuery({ queryKey: ['peaks', recording], queryFn: () => answer(api.GET('/api/recordings/{recording_id}/peaks', { params: { path: { recording_id: recording } } })), staleTime: Infinity });
export const audioAddress = (recording: string) => `/api/recordings/${recording}/audio`;

export const maskedAddress = (call: string) => `/api/calls/${call}/masked-audio`;

export const importCalls = (files: File[], mapping: string) => upload<ImportAnswer>('/api/calls/import', { file: files.slice(0, 1) }, { mapping });
export const importRecordings = (files: File[]) => upload<ImportAnswer>('/api/recordings/import', { files });
export const importFloor = (files: File[]) => upload<ImportAnswer>('/api/floor/import', { file: files.slice(0, 1) });
export const useAnalyse = () => useMutation({ mutationFn: () => answer(api.POST('/api/insights/run', { body: {} })) });

/** What each measure means, as the rules behind it say. */
export const useMeasureDefinitions = () => useQuery({
  queryKey: ['measure-definitions'], staleTime: Infinity,
  queryFn: async () => (await answer(api.GET('/api/insights/definitions'))) as Record<string, Bilingual>,
});
