import { listed } from '../../shared/lists';
import type { Schemas } from '../../shared/session';
import { EditPage, NewPage, RegisterPage } from '../forms';
import { CadreName, quantityText, Section, SmallTable } from '../kit';
import { itemRoom, limitRoom } from './menu-rooms';
import type { Limit } from './register-data';
import { r } from './registers-words';

export const ItemPage = () => <RegisterPage room={itemRoom} />;
export const NewItemPage = () => <NewPage room={itemRoom} />;
export const EditItemPage = () => <EditPage room={itemRoom} />;

export const LimitPage = () => (
  <RegisterPage room={limitRoom}>{(limit) => <LimitParts limit={limit} />}</RegisterPage>
);
export const NewLimitPage = () => <NewPage room={limitRoom} />;
export const EditLimitPage = () => <EditPage room={limitRoom} />;

/** Whom a lowered limit has overtaken, and what else binds the same. */
function LimitParts({ limit: { over, alongside } }: { limit: Limit }) {
  return (
    <>
      {alongside && alongside.length > 0 && (
        <Section title={r.alongside()}>
          <p>{listed(alongside)}</p>
          <p className="faint">{r.alongsideHint()}</p>
        </Section>
      )}
      {over && (
        <Section title={r.over()}>
          <p className="faint">{r.overHint()}</p>
          <SmallTable<Schemas['OverWindow']>
            rows={over}
            rowKey={({ cadreId, windowStart }) => `${cadreId} ${windowStart}`}
            empty={r.noOver()}
            columns={[
              {
                ...{ key: 'cadre', title: r.cadre(), text: ({ cadreId }) => cadreId },
                render: ({ cadreId }) => <CadreName id={cadreId} isLink />,
              },
              { key: 'from', title: r.windowStart(), text: ({ windowStart }) => windowStart },
              { key: 'used', title: r.used(), isNumber: true, text: ({ used }) => quantityText(used) },
            ]}
          />
        </Section>
      )}
    </>
  );
}
