import { genderOfIdNumber, idNumberFault, type Language } from '@songbai/contracts';
import { CadreDetails, NewCadre } from '../cadres/cadres.dto';
import type { CadresService } from '../cadres/cadres.service';
import { CADRE_COLUMNS } from './columns';
import { type RegisterCalls, registerSheet, type Tools } from './register-sheet';
import type { RowFinding, Sheet } from './sheet';
import { idsOf, OFFICES, tableFor } from './table-for';

/** As the form of the desk has it: where the home is, and whom to ring, may not be known yet. */
const OPTIONAL = ['经度', '纬度', '家属姓名', '家属关系', '家属电话'];
/** As the list shows them, so that a table that was taken out can be brought in again. */
const MASKED = ['身份证号', '联系电话'];

/** The register of cadres: one row a person. */
export function cadreSheet(cadres: CadresService, tools: Tools): Sheet {
  const calls: RegisterCalls<NewCadre, CadreDetails> = {
    ...{ register: 'cadres', known: idsOf('cadre'), newRow: NewCadre, change: CadreDetails },
    create: (caller, body) => cadres.create(caller, { ...body, oncePerPerson: true }),
    alter: (caller, id, body) => cadres.change(caller, id, body),
    list: (caller, query) => cadres.list(caller, query),
    doubts: genderDoubts,
  };
  const about = {
    ...{ name: 'cadres', title: { zh: '老干部', en: 'Cadres' }, columns: CADRE_COLUMNS },
    ...{ importers: ['bureau-clerk'] as const, exporters: OFFICES },
    table: tableFor('cadres', CADRE_COLUMNS, OPTIONAL, MASKED),
  };
  return registerSheet(about, calls, tools);
}

const DOUBT = {
  message: {
    zh: '与身份证号不符（倒数第二位单数为男、双数为女）',
    en: 'is not what the ID number says (last digit but one: odd for men)',
  },
  remedy: {
    zh: '两者有一个录错了，核对后再导入。',
    en: 'One of the two is a slip: look before you bring it in.',
  },
};

function genderDoubts({ gender, idNumber }: Partial<NewCadre>, language: Language): RowFinding[] {
  if (!gender || !idNumber || idNumberFault(idNumber)) return [];
  if (genderOfIdNumber(idNumber) === gender) return [];
  const { message, remedy } = DOUBT;
  return [{ column: '性别', code: 'gender-differs', message: message[language], remedy: remedy[language] }];
}
