/** A part of the desk that could not be drawn. */
export const guardZhCN = {
  guard: {
    failed: '“{{part}}”显示出错',
    rest: '通话和其他部分照常，写好的内容都已保存。',
    byKeys: '通话没有断。按键照常：F2 接听、F4 挂断、F6 保持、F7 静音、F9 紧急。',
    again: '重新显示',
    part: {
      desk: '工作台',
      callBar: '通话栏',
      notices: '提示',
      caller: '来电人',
      draft: '工单草稿',
      aside: '右侧栏',
      emergency: '紧急求助',
      foot: '底栏',
      tickets: '工单',
      recordings: '录音',
      reports: '报表',
      knowledge: '知识维护',
      leader: '班长席',
      hall: '大厅屏',
    },
  },
};
