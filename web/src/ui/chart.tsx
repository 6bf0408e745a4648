import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { theme } from 'antd';
import { useEffect, useRef } from 'react';

register([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, AriaComponent, SVGRenderer]);

export interface ChartColours { text: string; line: string; ground: string; good: string; bad: string; primary: string; warning: string }

/** One ECharts picture that follows its box and the colours of the mode; `label` is what a screen reader says. */
export function Chart({ option, label, height = 260 }: { option: (colours: ChartColours) => EChartsCoreOption; label: string; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const { token } = theme.useToken();
  useEffect(() => {
    if (!box.current) return undefined;
    const chart = init(box.current, null, { renderer: 'svg' });
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: token.fontFamily, color: token.colorText },
      ...option({
        text: token.colorTextSecondary, line: token.colorBorderSecondary, ground: token.colorBgContainer,
        good: token.colorSuccess, bad: token.colorError, primary: token.colorPrimary, warning: token.colorWarning,
      }),
    });
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(box.current);
    return () => { watcher.disconnect(); chart.dispose(); };
  }, [option, token]);
  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
