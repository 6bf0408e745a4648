import { book } from '@/lib/words';

export const words = book('account', {
  'brand': ['Callwright 话匠', 'Callwright 话匠'],
  'signIn.title': ['登录', 'Sign in'],
  'signIn.lead': ['从名单到薪酬，一条线看清楚。', 'From list to pay, one line you can follow.'],
  'login': ['登录名', 'Login'],
  'password': ['密码', 'Password'],
  'signIn.do': ['登录', 'Sign in'],
  'required': ['请填写{field}', '{field} is needed'],
  'owner.title': ['设立第一个账号', 'Set up the first account'],
  'owner.lead': ['这个账号是公司的老板账号，能看全部数据，也能给别人开账号。链接只能用一次。', 'This is the owner’s account: it sees everything and gives others access. The link works once.'],
  'name': ['姓名', 'Name'],
  'passwordAgain': ['再输一次密码', 'Password again'],
  'passwordHint': ['至少 10 个字符', 'At least 10 characters'],
  'different': ['两次密码不一样', 'The two passwords differ'],
  'owner.do': ['设立账号并进入', 'Set up and enter'],
  'owner.noToken.title': ['链接不完整', 'The link is not complete'],
  'owner.noToken.text': ['请使用启动时终端里打印的完整链接（以 /first-owner?token= 开头）。', 'Use the whole link that was printed in the terminal at start (/first-owner?token=…).'],
  'plainHttp': ['这个页面没有加密（http）。在别的电脑上使用前，请先给服务器配上 https。', 'This page is not encrypted (http). Set up https before using it from other computers.'],
});
