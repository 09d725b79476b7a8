import { makeStyles, tokens } from '@fluentui/react-components'

const plainWhereForced = { '@media (forced-colors: active)': { color: 'CanvasText' } }

/** The colours of lines and their marks, which say nothing that the shape does not say. */
export const useLineTones = makeStyles({
  calm: { color: tokens.colorBrandForeground1, ...plainWhereForced },
  soft: { color: tokens.colorNeutralForeground3, ...plainWhereForced },
  watch: { color: tokens.colorStatusWarningForeground3, ...plainWhereForced },
  bad: { color: tokens.colorStatusDangerForeground1, ...plainWhereForced },
})
