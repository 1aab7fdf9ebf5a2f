import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { keepFitting, useLook } from '../app/theme';
import { moneyText } from '../kit';
import type { SaidStep } from './lines';

use([BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Where each bar begins and how high it is; numbers are for drawing only. */
export function barsOf(
  steps: readonly { amount: string; isSum: boolean }[],
): { base: number; size: number }[] {
  let level = 0;
  return steps.map(({ amount, isSum }) => {
    const value = Number(amount);
    const before = level;
    level = isSum ? value : level + value;
    return isSum ? { base: 0, size: value } : { base: Math.min(before, level), size: Math.abs(value) };
  });
}

const color = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const CLEAR = { color: 'transparent', decal: { symbol: 'none' } };

/** What the axis and the margins take from the width, in pixels. */
const BESIDE = 90;

function optionsFor(steps: readonly SaidStep[], width: number) {
  const column = Math.max(40, Math.min(90, Math.floor((width - BESIDE) / steps.length) - 4));
  const bars = barsOf(steps);
  const axis = { axisLine: { lineStyle: { color: color('--line') } }, axisLabel: { color: color('--ink') } };
  return {
    animation: false,
    aria: { enabled: true, decal: { show: true } },
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: { trigger: 'item', valueFormatter: () => '' },
    xAxis: {
      ...{ type: 'category', data: steps.map(({ label }) => label), ...axis },
      axisLabel: { ...axis.axisLabel, interval: 0, width: column, overflow: 'break', lineHeight: 15 },
    },
    yAxis: { type: 'value', ...axis, splitLine: { lineStyle: { color: color('--line') } } },
    series: [
      { type: 'bar', stack: 'all', silent: true, data: bars.map(({ base }) => base), itemStyle: CLEAR },
      {
        ...{ type: 'bar', stack: 'all', barMaxWidth: 64 },
        data: bars.map(({ size }, i) => ({
          value: size,
          itemStyle: { color: color(steps[i]?.isSum ? '--bar-used' : '--bad') },
        })),
        label: {
          ...{ show: true, position: 'top', color: color('--ink') },
          formatter: ({ dataIndex }: { dataIndex: number }) => moneyText(steps[dataIndex]?.amount ?? ''),
        },
        tooltip: { show: false },
      },
    ],
  };
}

/** Drawn as SVG, so that it prints sharply. */
export function WaterfallChart({ steps }: { steps: readonly SaidStep[] }) {
  const place = useRef<HTMLDivElement>(null);
  const look = useLook();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which follows the look
  useEffect(() => {
    if (place.current === null) return;
    const chart: EChartsType = init(place.current, null, { renderer: 'svg' });
    chart.setOption(optionsFor(steps, chart.getWidth()));
    const draw = (): void => chart.setOption(optionsFor(steps, chart.getWidth()));
    const stop = keepFitting(chart, place.current, draw);
    return () => {
      stop();
      chart.dispose();
    };
  }, [steps, look]);
  return <div ref={place} className="chart" />;
}
