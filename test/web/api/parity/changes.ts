import { PASSWORD } from '../../../support/template.ts';
import type { Change } from './change.ts';

const OTHER = 'another good password';
const OWN = { ownPassword: PASSWORD };

function student(id: string, name: string, branch: string, digit: number): Change {
  const phone = `987654321${digit}`;
  return {
    endpoint: 'addStudent',
    path: '/students',
    body: { id, name, branch, phone },
    command: `student add ${id} --name "${name}" --branch ${branch} --phone ${phone}`,
  };
}

function add(date: string, amount: string, head: string): Change {
  return {
    endpoint: 'addPurchase',
    path: '/purchases',
    body: { date, amount, head },
    command: `purchase add --date ${date} --amount ${amount} --head ${head}`,
  };
}

/** The roll, the attendance, the purchases and the bill of May 2025, each after the one before. */
export const CHANGES: readonly Change[] = [
  student('S001', 'Asha Rao', 'CSE', 0),
  student('S002', 'Vikram Shah', 'ECE', 1),
  student('S003', 'Sita Devi', 'CSE', 2),
  student('S009', 'Never There', 'ME', 9),
  {
    endpoint: 'editStudent',
    path: '/students/S001',
    body: { branch: 'ME', email: 'asha@example.org', takesMessages: false },
    command: 'student edit S001 --branch ME --email asha@example.org --no-messages',
  },
  {
    endpoint: 'removeStudent',
    path: '/students/S003/leave',
    body: { on: '2025-05-31' },
    command: 'student remove S003 --on 2025-05-31',
  },
  { endpoint: 'restoreStudent', path: '/students/S003/return', command: 'student restore S003' },
  {
    endpoint: 'removeStudent',
    path: '/students/S009/leave',
    body: { on: '2025-05-30' },
    command: 'student remove S009 --on 2025-05-30',
  },
  {
    endpoint: 'anonymiseStudent',
    path: '/students/S009/anonymise',
    command: 'student anonymise S009',
  },
  { endpoint: 'eraseStudent', path: '/students/S009', command: 'student remove S009 --mistake' },
  {
    endpoint: 'importStudents',
    path: '/students/imports',
    file: 'id,name,branch,phone\nS004,Dev Anand,ME,9876543213\n',
    command: 'student import FILE',
  },
  { endpoint: 'makeStudentCode', path: '/students/S001/code', command: 'student code S001' },
  {
    endpoint: 'makeStudentCodes',
    path: '/student-codes',
    body: { branch: 'ECE' },
    command: 'student codes --branch ECE',
  },
  {
    endpoint: 'recordAttendance',
    path: '/attendance/2025-05/S001',
    body: { days: 30 },
    command: 'attendance record S001 --month 2025-05 --days 30',
  },
  {
    endpoint: 'clearAttendance',
    path: '/attendance/2025-05/S001',
    command: 'attendance clear S001 --month 2025-05',
  },
  {
    endpoint: 'importAttendance',
    path: '/attendance/imports',
    file: 'student_id,month,days_present\nS001,2025-05,30\nS002,2025-05,28.5\n',
    command: 'attendance import FILE',
  },
  {
    endpoint: 'undoAttendanceImport',
    path: '/attendance/imports/1/undo',
    command: 'attendance undo 1',
  },
  {
    endpoint: 'importAttendance',
    path: '/attendance/imports?month=2025-05',
    file: 'Roll No,Days\nS001,30\nS002,28.5\nS003,15\nS004,30\n',
    command: 'attendance import FILE --month 2025-05',
  },
  {
    endpoint: 'callRoll',
    path: '/attendance/days/2025-06-01',
    body: { absent: ['S002'], half: ['S003'] },
    command: 'attendance today --date 2025-06-01 --absent S002 --half S003',
  },
  {
    endpoint: 'clearDay',
    path: '/attendance/days/2025-06-01',
    command: 'attendance today --date 2025-06-01 --clear',
  },
  {
    endpoint: 'markAway',
    path: '/attendance/away',
    body: { id: 'S003', from: '2025-06-01', to: '2025-06-03' },
    command: 'attendance away S003 --from 2025-06-01 --to 2025-06-03',
  },
  {
    endpoint: 'setMarkMeaning',
    path: '/attendance-marks/HL',
    body: { meaning: 'half' },
    command: 'attendance marks set HL half',
  },
  {
    endpoint: 'removeMarkMeaning',
    path: '/attendance-marks/HL',
    command: 'attendance marks remove HL',
  },
  add('2025-05-30', '1,250.50', 'Milk'),
  add('2025-05-31', '9000', 'Groceries'),
  {
    endpoint: 'editPurchase',
    path: '/purchases/1',
    body: { note: '5 cans' },
    command: 'purchase edit 1 --note "5 cans"',
  },
  {
    endpoint: 'voidPurchases',
    path: '/purchases/void',
    body: { numbers: ['2'], reason: 'twice' },
    command: 'purchase void 2 --reason twice',
  },
  {
    endpoint: 'importPurchases',
    path: '/purchases/imports',
    file: 'date,head,amount\n2025-05-31,Groceries,9000\n2025-05-31,Gas,800\n',
    command: 'purchase import FILE',
  },
  {
    endpoint: 'addHead',
    path: '/purchase-heads',
    body: { name: 'Eggs', kind: 'dividing' },
    command: 'purchase heads add Eggs --kind dividing',
  },
  {
    endpoint: 'changeHead',
    path: '/purchase-heads/eggs',
    body: { name: 'Eggs and meat' },
    command: 'purchase heads rename eggs "Eggs and meat"',
  },
  {
    endpoint: 'changeHead',
    path: '/purchase-heads/eggs%20and%20meat',
    body: { hidden: true },
    command: 'purchase heads hide "Eggs and meat"',
  },
  {
    endpoint: 'changeHead',
    path: '/purchase-heads/Eggs%20and%20meat',
    body: { hidden: false },
    command: 'purchase heads unhide "Eggs and meat"',
  },
  {
    endpoint: 'registerBill',
    path: '/bills/2025-05?dryRun',
    body: { fromPurchases: true },
    command: 'bill register --month 2025-05 --from-purchases --dry-run',
  },
  {
    endpoint: 'registerBill',
    path: '/bills/2025-05',
    body: { total: '60000', fixed: '400' },
    command: 'bill register --month 2025-05 --total 60000 --fixed 400',
  },
  {
    endpoint: 'voidBill',
    path: '/bills/2025-05/void',
    body: { reason: 'the wrong sheet' },
    command: 'bill void --month 2025-05 --reason "the wrong sheet"',
  },
  {
    endpoint: 'registerBill',
    path: '/bills/may%202025',
    body: { fromPurchases: true },
    command: 'bill register --month 2025-05 --from-purchases',
  },
  {
    endpoint: 'closeMonth',
    path: '/months/2025-04/close',
    body: { asIs: true, reason: 'before it began' },
    command: 'month close --month 2025-04 --as-is --reason "before it began"',
  },
  {
    endpoint: 'reopenMonth',
    path: '/months/2025-04/reopen',
    body: { reason: 'it had begun' },
    command: 'month reopen --month 2025-04 --reason "it had begun"',
  },
  {
    endpoint: 'addAdmin',
    path: '/admins',
    body: { id: 'desk', role: 'clerk', password: OTHER, ...OWN },
    command: 'admin add desk --role clerk --password-stdin',
    stdin: OTHER,
  },
  {
    endpoint: 'editAdmin',
    path: '/admins/DESK',
    body: { role: 'manager', ...OWN },
    command: 'admin edit DESK --role manager',
  },
  {
    endpoint: 'disableAdmin',
    path: '/admins/desk/disable',
    body: OWN,
    command: 'admin disable desk',
  },
  { endpoint: 'enableAdmin', path: '/admins/desk/enable', body: OWN, command: 'admin enable desk' },
  { endpoint: 'resetAdmin', path: '/admins/desk/reset', body: OWN, command: 'admin reset desk' },
  {
    endpoint: 'changePassword',
    path: '/admins/desk/password',
    body: { password: 'a third good password', ...OWN },
    command: 'admin passwd desk --password-stdin',
    stdin: 'a third good password',
  },
  {
    endpoint: 'createServiceToken',
    path: '/service-tokens',
    body: { name: 'cron', may: ['read', 'bills'], days: 30, ...OWN },
    command: 'admin token create cron --may read,bills --expires 30d',
  },
  {
    endpoint: 'revokeServiceToken',
    path: '/service-tokens/cron',
    body: OWN,
    command: 'admin token revoke cron',
  },
  {
    endpoint: 'changeSettings',
    path: '/settings',
    body: { dueDay: 7, upiAddress: 'gangamess@sbi', lateFee: 'from 8: 50', ...OWN },
    command: 'settings --due-day 7 --upi-address gangamess@sbi --late-fee "from 8: 50"',
  },
];
