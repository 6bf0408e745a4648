import { useQuery } from '@tanstack/react-query';
import { answer, api, given, upload } from '@/client/http';
import type { components } from '@/client/schema';
import type { ImportAnswer } from '@/ui/file-import';

export type Order = components['schemas']['OrderOut'];
export type Step = components['schemas']['Step'];

export const useOrders = (query: { page: number; size: number; q: string; person: string; month: string }) =>
  useQuery({ queryKey: ['orders', query], queryFn: () => answer(api.GET('/api/orders', { params: { query: given(query) } })) });

export const importOrders = (files: File[]) => upload<ImportAnswer>('/api/orders/import', { file: files.slice(0, 1) });
