OPENQASM 3.1;
include "stdgates.inc";
#pragma something
pragma foo bar
input float theta;
input angle[32] phi;
const int n = 4;
const float half_pi = pi / 2;
qubit[n] q;
qubit anc;
bit[n] c;
bit flag;
let evens = q[0:2:3];
let both = q[{0, 1}] ++ q[3];
let last = q[-1];
array[float[64], 3] angles = {0.1, 0.2, 0.3};
float total = 0;
for int i in {0, 2, 1} { total += angles[i]; rx(angles[i]) q[i]; }
rz(total) anc;
gate my(a, b) x0, x1 { ctrl @ rz(a) x0, x1; inv @ u3(a, b, 0.1) x1; gphase(a / 2); }
my(theta, 2 * phi - 0.5) q[0], q[1];
ctrl @ my(0.3, 0.4) anc, q[0], q[1];
negctrl @ ctrl(2) @ x q[0], q[1], q[2], q[3];
pow(2) @ sx q[0];
pow(0.5) @ x q[1];
inv @ pow(1/2.0) @ s q[2];
pow(-2) @ t q[3];
ctrl @ U(0.1, 0.2, 0.3) q[0], anc;
ctrl @ gphase(0.7) q[2];
h evens; x both; y last;
cx q[0], q[1:3];
@annot hello
reset anc;
flag = measure anc;
c[0] = measure q[0];
measure q[1] -> c[1];
if (flag) { h q[0]; } else if (c[0:1] == 2) { x q[0]; }
if (!flag && (c[0] || c[1] == 1) && !(c == 5)) { y q[1]; } else { z q[1]; }
if ((c & 3) == 2) x q[2];
if (c[0] ^ flag) x q[3];
switch (c) { case 1, 2 { x q[0]; } case 3 { y q[0]; } default { z q[0]; } }
int k = 0;
while (k < 3) { k += 1; if (k == 2) { continue; } h q[k]; }
box { delay[100ns] q[0]; x q[0]; }
barrier;
int dummy;
dummy = c;
switch (dummy) { case 0 { x q[1]; } default { } }
bit[2] t = "10";
if (t[1]) { x q[0]; }
c = measure q;
array[int[8], 2, 2] m = {{5, 3}, {11, 8}};
array[float[64], 2] f = {1, 3};
m[1, 0] = 7; m[0][1] += 2;
def rot(qubit a, readonly array[float[64], 2] g) { rx(g[0] / 2) a; ry(g[1]) a; }
rot(q[0], f);
rx(m[1, 0] + m[0, 1]) q[1];
def syndrome(qubit[2] d, qubit a) -> bit[2] { bit[2] r; cx d[0], a; r = measure d; return r; }
def once(qubit a) -> bit { h a; return measure a; }
c[0:1] = syndrome(q[0:1], anc);
flag = once(q[3]);
bool stored = c[0] && flag;
if (stored) { x q[0]; } else { if (c[1:2] >= 2) y q[0]; }
