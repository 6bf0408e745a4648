import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/client/http';
import type { components } from '@/client/schema';

export type Source = components['schemas']['SourceComparisonOut'];
export type Supply = components['schemas']['BatchSupplyOut'];

export const useComparison = () => useQuery({ queryKey: ['sources', 'comparison'], queryFn: () => answer(api.GET('/api/sources/comparison')) });

/** The gate's threshold as the rules of today say it; a batch carries it. */
export function useThreshold(sources: Source[]): number | null {
  const batch = sources.flatMap((source) => source.history).at(-1)?.batch_id;
  const found = useQuery({
    queryKey: ['list', batch], enabled: Boolean(batch), staleTime: 60_000,
    queryFn: () => answer(api.GET('/api/lists/{batch_id}', { params: { path: { batch_id: batch ?? '' } } })),
  });
  return found.data?.gate_view.threshold ?? null;
}
