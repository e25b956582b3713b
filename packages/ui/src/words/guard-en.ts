export const guardEn = {
  guard: {
    failed: '“{{part}}” could not be shown',
    rest: 'The call and everything else go on; what was written is saved.',
    byKeys: 'The call goes on. Keys work: F2 answer, F4 hang up, F6 hold, F7 mute, F9 emergency.',
    again: 'Show again',
    part: {
      desk: 'Workbench',
      callBar: 'Call bar',
      notices: 'Notices',
      caller: 'Caller',
      draft: 'Ticket draft',
      aside: 'Right column',
      emergency: 'Emergency',
      foot: 'Foot',
      tickets: 'Tickets',
      recordings: 'Recordings',
      reports: 'Reports',
      knowledge: 'Knowledge upkeep',
      leader: 'Leader’s desk',
      hall: 'Hall screen',
    },
  },
};
