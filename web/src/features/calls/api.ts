import { useMutation, useQuery } from '@tanstack/react-query';
import { later, upload } from '@/client/http';
import type { Started } from '@/client/jobs';
import type { Page } from '@/client/page';
import type { ImportAnswer } from '@/ui/file-import';

export interface Call {
  id: string;
  person_id: string;
  person: string;
  number: string;
  company: string | null;
  direction: string;
  started_at: string;
  answered_at: string | null;
  ended_at: string | null;
  talk_seconds: number;
  outcome: string;
  campaign: string | null;
  recording_id: string | null;
}
export interface Measures {
  talk_share_agent: number | null;
  longest_monologue_seconds: number;
  longest_monologue_at: number | null;
  interruptions_by_agent: number;
  interruptions_by_customer: number;
  silence_share: number;
  longest_silence_seconds: number;
  longest_silence_at: number | null;
  patience_seconds: number | null;
  turns_agent: number;
  turns_customer: number;
  duration_seconds: number;
  identical_channels: boolean;
}
export interface Turn { channel: 'agent' | 'customer'; start: number; end: number }
export interface Recording { id: string; duration_seconds: number; channels: number }
export interface CallDetail extends Call { system: string | null; recording: Recording | null; measures: Measures | null; turns: Turn[] }
export interface Peaks { duration: number; agent: number[]; customer: number[] }

export const useCalls = (query: { page: number; size: number; day: string; outcome: string; person: string }) =>
  useQuery({ queryKey: ['calls', query], queryFn: () => later.get<Page<Call>>('/api/calls', query) });
export const useCall = (id: string) => useQuery({ queryKey: ['call', id], queryFn: () => later.get<CallDetail>(`/api/calls/${id}`) });
export const usePeaks = (recording: string) =>
  useQuery({ queryKey: ['peaks', recording], queryFn: () => later.get<Peaks>(`/api/recordings/${recording}/peaks`), staleTime: Infinity });
export const audioAddress = (recording: string) => `/api/recordings/${recording}/audio`;

export const importCalls = (files: File[], mapping: string) => upload<ImportAnswer>('/api/calls/import', { file: files.slice(0, 1) }, { mapping });
export const importRecordings = (files: File[]) => upload<ImportAnswer>('/api/recordings/import', { files });
export const importFloor = (files: File[]) => upload<ImportAnswer>('/api/floor/import', { file: files.slice(0, 1) });
export const useAnalyse = () => useMutation({ mutationFn: () => later.post<Started>('/api/insights/run', {}) });
