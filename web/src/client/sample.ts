/** The sample company: whether it is coming in, and whether its customers can be called. */
import { useQuery } from '@tanstack/react-query';
import { answer, api } from './http';
import { useMay } from './session';

export function useSample() {
  const may = useMay();
  return useQuery({
    queryKey: ['sample'],
    queryFn: () => answer(api.GET('/api/sample')),
    enabled: may('sample.load'),
    refetchInterval: (query) => (query.state.data?.loading ? 3000 : false),
  });
}
