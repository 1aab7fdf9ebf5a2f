import { formatLocal } from '@songbai/contracts';
import { type FormEvent, useState } from 'react';
import { newId } from '../shared/new-id';
import { now } from './clock';
import { Button, Calls, Notice, Sheet, Way } from './kit';
import { clockOf, dateOf } from './moments';
import { report } from './recording';
import { goInstead } from './route';
import type { Task } from './store';
import { exceptionWords as w } from './visit-words';

interface Props {
  id: string;
  task: Task;
  onClose: () => void;
}

type Choice = 'nobody' | 'refused' | 'moved' | 'mistake';

/**
 * A sheet reports once, however often the finger taps: the button rests while it is written down, and what is written
 * bears the sheet's own id.
 */
function useOnce(): { id: string; isBusy: boolean; once: (work: () => Promise<void>) => Promise<void> } {
  const [id] = useState(newId);
  const [isBusy, setBusy] = useState(false);
  const once = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } finally {
      setBusy(false);
    }
  };
  return { id, isBusy, once };
}

/** Nobody at home, refused, another time: the visit does not take place, and the office is told why. */
export function Trouble({ id, task, isRunning, onClose }: Props & { isRunning: boolean }) {
  const [choice, setChoice] = useState<Choice>();
  const [isMissing, setMissing] = useState(false);
  const { id: reportId, isBusy, once } = useOnce();
  const choose = (next: Choice): void => {
    setChoice(next);
    setMissing(false);
  };
  const choices: Choice[] = ['nobody', 'refused', 'moved', ...(isRunning ? (['mistake'] as const) : [])];
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [more, at] = [String(form.get('more') ?? '').trim(), String(form.get('at') ?? '')];
    if (choice === undefined || (choice === 'moved' && !isToCome(at))) return setMissing(true);
    const what = choice === 'moved' ? w.movedText({ at: spoken(at) }) : w[choice]();
    // What is put off or was never begun is called off; what nobody opened the door for is missed.
    const verb = choice === 'moved' || choice === 'mistake' ? 'cancel' : 'skip';
    await once(() => report(task, id, verb, more ? `${what}。${more}` : what, reportId));
    onClose();
    goInstead(`visit/${id}`);
  };
  return (
    <Sheet title={w.title()} onClose={onClose}>
      <form noValidate onSubmit={(event) => void send(event)}>
        <Choices label={w.title()} isTitled {...{ choices, choice }} setChoice={choose} />
        <Missing isShown={isMissing && choice === undefined}>{w.chooseFirst()}</Missing>
        {choice === 'moved' && (
          <label className="field">
            <span>{w.movedTo()}</span>
            <input type="datetime-local" name="at" min={localNow()} onChange={() => setMissing(false)} />
          </label>
        )}
        <Missing isShown={isMissing && choice === 'moved'}>{w.movedToCome()}</Missing>
        <label className="field">
          <span>{w.more()}</span>
          <textarea name="more" rows={2} maxLength={300} />
        </label>
        <Button type="submit" look="main" disabled={isBusy}>
          {w.send()}
        </Button>
      </form>
    </Sheet>
  );
}

/** As such a field writes it, in Shanghai's time. */
const localNow = (): string =>
  formatLocal(Math.floor(now() / 1000))
    .slice(0, 16)
    .replace(' ', 'T');

const isToCome = (local: string): boolean => Date.parse(`${local}+08:00`) > now();

/** Said in full. It is Shanghai's time, as everything here, in whatever zone the telephone is. */
function spoken(local: string): string {
  const at = Date.parse(`${local}+08:00`);
  return Number.isNaN(at) ? local : `${dateOf(at)} ${clockOf(at)}`;
}

type Kind = 'fall' | 'ill' | 'unreachable' | 'other';

/** Dials first and records after. The visit goes on. */
export function Emergency({ id, task, onClose }: Props) {
  const [choice, setChoice] = useState<Kind>();
  const [isMissing, setMissing] = useState(false);
  const [isTold, setTold] = useState(false);
  const { id: reportId, isBusy, once } = useOnce();
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (choice === undefined) return setMissing(true);
    const more = String(new FormData(event.currentTarget).get('more') ?? '').trim();
    const what = more ? `${w[choice]()}。${more}` : w[choice]();
    await once(() => report(task, id, 'emergency', what, reportId));
    setTold(true);
  };
  return (
    <Sheet title={w.emergencyTitle()} onClose={onClose} isDone={isTold}>
      <Way href="tel:120" look="danger main">
        {w.dial()}
      </Way>
      <div className="ways">
        <Calls contacts={task.contacts} />
      </div>
      {isTold ? (
        <Notice tone="green">{w.told()}</Notice>
      ) : (
        <form onSubmit={(event) => void send(event)}>
          <Choices
            label={w.record()}
            choices={['fall', 'ill', 'unreachable', 'other']}
            {...{ choice, setChoice }}
          />
          <Missing isShown={isMissing && choice === undefined}>{w.chooseFirst()}</Missing>
          <label className="field">
            <span>{w.more()}</span>
            <textarea name="more" rows={2} maxLength={300} />
          </label>
          <Button type="submit" look="main" disabled={isBusy}>
            {w.tell()}
          </Button>
        </form>
      )}
    </Sheet>
  );
}

/** Nothing is chosen beforehand: one tap must not say what did not happen. */
const Missing = ({ isShown, children }: { isShown: boolean; children: string }) =>
  isShown && <Notice tone="red">{children}</Notice>;

interface ChoicesProps<C extends string> {
  label: string;
  /** Where the sheet's title asks the question already. */
  isTitled?: boolean;
  choices: readonly C[];
  choice: C | undefined;
  setChoice: (choice: C) => void;
}

/** One under the other, all in sight. */
function Choices<C extends Choice | Kind>(props: ChoicesProps<C>) {
  const { label, isTitled, choices, choice, setChoice } = props;
  return (
    <fieldset className="checklist">
      <legend className={isTitled ? 'sr-only' : ''}>{label}</legend>
      {choices.map((each) => (
        <label key={each}>
          <input type="radio" name="choice" checked={choice === each} onChange={() => setChoice(each)} />
          <span>{w[each]()}</span>
        </label>
      ))}
    </fieldset>
  );
}
