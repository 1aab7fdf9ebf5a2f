import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../shared/words';
import { keepFitting, useLook } from '../app/theme';
import type { Burn } from './burn-down';
import { c } from './contracts-words';

use([LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

type Dash = 'solid' | 'dashed' | 'dotted';

const color = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function optionsFor(burn: readonly Burn[]) {
  const line = { lineStyle: { color: color('--line') } };
  const axis = { axisLine: line, splitLine: line, axisLabel: { color: color('--ink') } };
  const series = (name: string, key: 'left' | 'even' | 'forecast', tone: string, type: Dash) => ({
    ...{ name, type: 'line' as const, symbolSize: 6, color: color(tone) },
    ...{
      data: burn.map((row) => (row[key] == null ? null : Number(row[key]))),
      lineStyle: { width: 2, type },
    },
  });
  return {
    animation: false,
    // The chart's own words would read out empty months as no number; the table has every one.
    aria: { enabled: true, label: { description: c.burnSaid({ months: burn.length }) } },
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, textStyle: { color: color('--ink') } },
    tooltip: { trigger: 'axis' as const },
    xAxis: { type: 'category' as const, data: burn.map(({ month }) => month), ...axis },
    yAxis: { type: 'value' as const, ...axis },
    series: [
      series(c.burnLeft(), 'left', '--bar-used', 'solid'),
      series(c.burnEven(), 'even', '--bar-reserved', 'dashed'),
      series(c.burnForecast(), 'forecast', '--bar-used', 'dotted'),
    ],
  };
}

/** Drawn as SVG, so that it prints sharply; the table behind "view data" says the same. */
export function BurnDownChart({ burn }: { burn: readonly Burn[] }) {
  const place = useRef<HTMLDivElement>(null);
  const look = useLook();
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: colours and words follow both
  useEffect(() => {
    if (place.current === null) return;
    const chart: EChartsType = init(place.current, null, { renderer: 'svg' });
    chart.setOption(optionsFor(burn));
    const stop = keepFitting(chart, place.current);
    return () => {
      stop();
      chart.dispose();
    };
  }, [burn, look, language]);
  return <div ref={place} style={{ height: 280 }} />;
}
