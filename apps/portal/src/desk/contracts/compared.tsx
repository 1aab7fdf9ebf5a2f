import { Link } from 'react-router';
import { Section, SmallTable, useRegister } from '../kit';
import { type Difference, differencesOf, type Terms } from './compare';
import { type Contract, useContract } from './contract-data';
import { c } from './contracts-words';

/** What is new against the contract that this one was drafted after. */
export function Compared({ model, terms }: { model: Contract; terms: Terms }) {
  const items = useRegister('items').byCode;
  const nameOf = (itemCode: string): string => items.get(itemCode)?.name ?? '';
  const { changed, unchanged } = differencesOf(model, terms, nameOf);
  const title = (
    <>
      {c.compared()} <Link to={`/contracts/${model.id}`}>{model.number}</Link>
    </>
  );
  return (
    <Section title={title}>
      <SmallTable<Difference>
        rows={changed}
        rowKey={({ key }) => key}
        empty={c.nothingDiffers()}
        columns={[
          { key: 'what', title: c.what(), text: ({ label }) => label },
          { key: 'from', title: c.before(), text: ({ from }) => from ?? c.none() },
          { key: 'to', title: c.after(), text: ({ to }) => to ?? c.none() },
          { key: 'share', title: c.change(), isNumber: true, text: ({ share }) => share },
        ]}
      />
      {unchanged > 0 && <p className="faint">{c.samePrices({ count: unchanged })}</p>}
    </Section>
  );
}

/** On the page of a contract that is not agreed yet. */
export function ComparedPart({ contract }: { contract: Contract }) {
  const model = useContract(contract.modelId ?? '', contract.modelId !== null).data;
  return model ? <Compared model={model} terms={contract} /> : null;
}
