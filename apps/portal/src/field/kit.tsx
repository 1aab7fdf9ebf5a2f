import { telLink } from '@songbai/contracts';
import { type ReactNode, useEffect, useRef } from 'react';
import { t } from './field-words';
import { go } from './route';
import type { Task } from './store';

interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** One main thing on each screen; the rest are quiet. */
  look?: 'main' | 'plain' | 'quiet' | 'danger';
  type?: 'button' | 'submit';
  disabled?: boolean;
}

export function Button({ children, onClick, look = 'plain', type = 'button', disabled }: ButtonProps) {
  return (
    <button type={type} className={`button ${look}`} onClick={onClick} disabled={disabled}>
      {children}
    </button>
  );
}

/** A page with a heading; `back` where it is not one of the three tabs. */
export function Screen({ title, back, children }: { title: string; back?: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t.app()}`;
    // Whoever listens to the screen hears where they are; a tab's own list is where one came from.
    if (back !== undefined) heading.current?.focus();
  }, [title, back]);
  return (
    <main>
      <header className="title">
        {back !== undefined && (
          <button type="button" className="back" onClick={() => go(back)} aria-label={t.back()}>
            ‹
          </button>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      {children}
    </main>
  );
}

export type Tone = 'grey' | 'blue' | 'green' | 'yellow' | 'red';

export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`tag ${tone}`}>{children}</span>;
}

export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'red' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** A sheet over the page: Escape and the button close it, the focus stays within and goes back. */
export function Sheet({
  title,
  onClose,
  isDone = false,
  children,
}: {
  title: string;
  onClose: () => void;
  /** What it is for is done: it is closed, not left. */
  isDone?: boolean;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby="sheet-title"
      // A picker that is left without a choice says cancel as well, from within.
      onCancel={({ target, currentTarget }) => {
        if (target === currentTarget) onClose();
      }}
    >
      <h2 id="sheet-title">{title}</h2>
      {children}
      <Button look="quiet" onClick={onClose}>
        {isDone ? t.close() : t.cancel()}
      </Button>
    </dialog>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** A link that looks like a button: telephone and map. */
export function Way({
  href,
  look = 'plain',
  children,
}: {
  href: string;
  look?: string;
  children: ReactNode;
}) {
  return (
    <a className={`button ${look}`} href={href}>
      {children}
    </a>
  );
}

/** One to be rung. What no telephone can dial is still to be read. */
export function Call({ phone, name = '', children }: { phone: string; name?: string; children: string }) {
  const href = telLink(phone);
  if (href === undefined)
    return (
      <p>
        {children} {name} {phone}
      </p>
    );
  return (
    <Way href={href}>
      <span>
        {children}
        <span className="sr-only">
          {' '}
          {name} {phone}
        </span>
      </span>
    </Way>
  );
}

/** Whom to ring, the liaison first. */
export function Calls({ contacts }: { contacts: Task['contacts'] }) {
  return contacts.map(({ kind, name, phone }) => (
    <Call key={kind} {...{ phone, name }}>
      {kind === 'liaison' ? t.callLiaison() : t.callOffice()}
    </Call>
  ));
}
