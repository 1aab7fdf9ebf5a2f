import { ApiProperty } from '@nestjs/swagger';
import { IdField, IdsField, InstantField, TextField, WordField } from '../http/fields';

export class CardContact {
  @TextField({ max: 50, optional: true, description: '卡上印的联络人 whom to ring', example: '郑联络' })
  contactName?: string | null;

  @TextField({
    max: 30,
    optional: true,
    description: '卡上印的电话 the number on the card',
    example: '0593-2880000',
  })
  contactPhone?: string | null;
}

export class IssueCardRequest extends CardContact {
  @IdField({
    optional: true,
    description:
      '丢了或旧了的卡，发新卡的同时收回 a card that is lost or worn out: revoked as the new one is issued',
  })
  replaces?: string | null;
}

export class IssueCardsRequest extends CardContact {
  @IdsField({ max: 200 })
  cadreIds!: string[];
}

const SIZES = ['A5', 'A4'] as const;

export class PrintQuery {
  @WordField(SIZES, { optional: true })
  size?: (typeof SIZES)[number];
}

/** Whose cards are printed: those of one unit, or all. */
export class PrintCardsQuery extends PrintQuery {
  @IdField({ optional: true })
  unitId?: string;
}

export class CardAnswer {
  @IdField()
  id!: string;
  @IdField()
  cadreId!: string;
  @TextField({ max: 80, description: '印在卡上的编号 the number on the card', example: 'G0001-1' })
  number!: string;
  @TextField({ max: 50, optional: true })
  contactName!: string | null;
  @TextField({ max: 30, optional: true })
  contactPhone!: string | null;
  @InstantField()
  issuedAt!: string;
  @InstantField({ optional: true })
  revokedAt!: string | null;
}

/** The token is told here, and only once; afterwards it stands on the printed card alone. */
export class IssuedCardAnswer extends CardAnswer {
  @TextField({ max: 40, example: 'q83vEjRWeJASNFZ4mrzeDw' })
  token!: string;
  @TextField({
    max: 60,
    description: '二维码的内容，接在服务器地址后面 the path for the QR code',
    example: '/c/q83vEjRWeJA',
  })
  path!: string;
}

export class CardsAnswer {
  @ApiProperty({ type: [CardAnswer] })
  items!: CardAnswer[];
  @ApiProperty({ type: String, nullable: true, example: null })
  nextCursor!: null;
  @TextField({
    ...{ max: 300, optional: true, example: 'songbai.lgb.gov.cn' },
    description: '现在打印，二维码指向的主机 the host in the QR code of what is printed now',
  })
  printsAt?: string;
}
