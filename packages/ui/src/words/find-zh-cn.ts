export const findZhCN = {
  find: {
    title: '查找',
    field: '查找知识、工单、草稿、人和操作',
    placeholder: '汉字、拼音首字母、编号',
    results: '找到的',
    groups: {
      knowledge: '知识',
      drafts: '草稿',
      tickets: '工单',
      people: '通讯录',
      commands: '操作',
    },
    nothing: '没有找到。可以换个说法、拼音首字母或编号。',
    hint: '↑↓ 选择，Enter 打开，Esc 关闭',
    searchingTickets: '正在查工单……',
    ticketsAway: '连不上调度服务，工单暂时查不了；其余都在本机。',
    knowledgeFailed: '知识库暂时查不了，其余不受影响。',
    draftState: { open: '未提交', parked: '暂存', 'to-file': '待发', filed: '已提交' },
  },
} as const;
