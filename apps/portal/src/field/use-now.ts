import { useEffect, useState } from 'react';
import { now as nowOf } from './clock';

/** The time, told anew every so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(nowOf);
  useEffect(() => {
    const timer = setInterval(() => setNow(nowOf()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
